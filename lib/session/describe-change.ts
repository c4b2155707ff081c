import type { Change } from '@/lib/cluster/cluster'
import { narrate } from '@/lib/cluster/narrate'
import type { Node, Pod } from '@/lib/kube/core/v1.generated'
import type { EndpointSlice } from '@/lib/kube/discovery/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import type { Moment } from './timeline'

/** A change as a tick on the time line: its sentence, and whether it is for better or worse. Undefined where it says nothing. */
export function describeChange(change: Change, before: KubeObject | undefined): Moment | undefined {
  const said = narrate(change, before)
  if (said === undefined) return undefined
  const { object } = change
  return { at: change.at, say: said, tone: toneOf(change, before), object: `${object.kind}/${object.metadata.namespace ?? ''}/${object.metadata.name}` }
}

function toneOf({ type, object }: Change, before: KubeObject | undefined): Moment['tone'] {
  if (type === 'DELETED') return 'changed'
  switch (object.kind) {
    case 'Pod':
      return podTone(object as Pod, before as Pod | undefined)
    case 'EndpointSlice':
      return turned(readyEndpoints(object as EndpointSlice), before === undefined ? 0 : readyEndpoints(before as EndpointSlice))
    case 'Node':
      return turned(isTrue(object as Node) ? 1 : 0, before === undefined || isTrue(before as Node) ? 1 : 0)
    default:
      return 'changed'
  }
}

/** More than before is good; nothing left is bad; less is only another state. */
function turned(now: number, before: number): Moment['tone'] {
  if (now > before) return 'ready'
  return now === 0 && before > 0 ? 'failed' : 'changed'
}

function podTone(pod: Pod, before: Pod | undefined): Moment['tone'] {
  if (isTrue(pod) && (before === undefined || !isTrue(before))) return 'ready'
  if (isInTrouble(pod) && (before === undefined || !isInTrouble(before))) return 'failed'
  return before !== undefined && isTrue(before) && !isTrue(pod) && pod.metadata.deletionTimestamp === undefined ? 'failed' : 'changed'
}

const calm = new Set(['ContainerCreating', 'PodInitializing'])

function isInTrouble(pod: Pod): boolean {
  return (pod.status?.containerStatuses ?? []).some(({ state }) => {
    const waiting = state?.waiting?.reason
    return (waiting !== undefined && !calm.has(waiting)) || (state?.terminated?.exitCode ?? 0) !== 0
  })
}

function isTrue({ status }: Pod | Node): boolean {
  return status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') === true
}

function readyEndpoints({ endpoints }: EndpointSlice): number {
  return (endpoints ?? []).filter(({ conditions }) => conditions?.ready !== false).length
}
