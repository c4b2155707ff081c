import type { Pod, Service } from '@/lib/kube/core/v1.generated'
import type { Working } from '../../working/working'
import { podCondition } from '../pod-state'

interface Transition {
  readonly time: string
  readonly status: string
}

interface Seen {
  readonly service: string
  readonly pods: ReadonlyMap<string, Transition>
}

/**
 * When what changed since the last sync happened: the earliest new Ready transition among the Pods, or the Service's creation; undefined when nothing
 * of that changed (endpointslice trigger_time_tracker.go). It becomes the annotation last-change-trigger-time.
 */
export function changeTriggerTime(working: Working, service: Service, pods: readonly Pod[]): string | undefined {
  const table = working.table<Seen>('endpoints-trigger')
  const before = table.get(service.metadata.uid)
  const times = new Map<string, Transition>()
  const changed: string[] = []
  for (const pod of pods) {
    const ready = podCondition(pod, 'Ready')
    if (typeof ready?.lastTransitionTime !== 'string') continue
    const transition = { time: ready.lastTransitionTime, status: ready.status }
    times.set(pod.metadata.name, transition)
    if (isNewer(transition, before?.pods.get(pod.metadata.name))) changed.push(transition.time)
  }
  if (service.metadata.creationTimestamp > (before?.service ?? '')) changed.push(service.metadata.creationTimestamp)
  table.set(service.metadata.uid, { service: service.metadata.creationTimestamp, pods: times })
  return changed.sort()[0]
}

/** API times are whole seconds and simulated Pods are quick: another status within the same second is a change, too. */
function isNewer({ time, status }: Transition, before: Transition | undefined): boolean {
  return before === undefined || time > before.time || (time === before.time && status !== before.status)
}

export function forgetTriggerTime(working: Working, uid: string): void {
  working.table<Seen>('endpoints-trigger').delete(uid)
}
