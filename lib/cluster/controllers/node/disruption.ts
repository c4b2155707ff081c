import type { Pod } from '@/lib/kube/core/v1.generated'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import type { Working } from '../../working/working'

/** Notes on a Pod why it is about to be deleted, and, where its node can't say so any more, that it has failed. */
export function addDisruption(working: Working, key: ObjectKey, reason: string, message: string, phase?: 'Failed'): void {
  const pod = working.get(key) as Pod | undefined
  if (pod === undefined) return
  const observed = pod.metadata.generation === undefined ? {} : { observedGeneration: pod.metadata.generation }
  const condition = { type: 'DisruptionTarget', status: 'True', ...observed, lastProbeTime: null, lastTransitionTime: working.timestamp(), reason, message }
  const conditions = [...(pod.status?.conditions ?? []).filter((present) => present.type !== 'DisruptionTarget'), condition]
  working.put(key, { ...pod, status: { ...pod.status, ...(phase === undefined ? {} : { phase }), conditions } } as unknown as KubeObject)
}
