import { advance } from '@/lib/cluster/advance'
import type { Cluster } from '@/lib/cluster/cluster'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { podsOf } from '../observe'

/** A Pod of a Deployment whose containers are restarted although nobody touches it for so many simulated milliseconds, and how often. */
export function restartedWhenLeft(end: Cluster, deployment: string, forMs: number): { readonly pod: Pod; readonly times: number } | undefined {
  const before = new Map(podsOf(end, deployment).map((pod) => [pod.metadata.uid, restartsOf(pod)]))
  for (const pod of podsOf(advance(end, end.now + forMs), deployment)) {
    const times = restartsOf(pod) - (before.get(pod.metadata.uid) ?? 0)
    if (times > 0) return { pod, times }
  }
  return undefined
}

function restartsOf(pod: Pod): number {
  return (pod.status?.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0)
}
