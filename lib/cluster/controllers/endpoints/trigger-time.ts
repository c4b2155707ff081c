import type { Pod, Service } from '@/lib/kube/core/v1.generated'
import type { Working } from '../../working/working'
import { podCondition } from '../pod-state'

interface Seen {
  readonly service: string
  readonly pods: ReadonlyMap<string, string>
}

/**
 * When what changed since the last sync happened: the earliest new Ready transition among the Pods, or the Service's creation; undefined when nothing
 * of that changed (endpointslice trigger_time_tracker.go). It becomes the annotation last-change-trigger-time.
 */
export function changeTriggerTime(working: Working, service: Service, pods: readonly Pod[]): string | undefined {
  const table = working.table<Seen>('endpoints-trigger')
  const before = table.get(service.metadata.uid)
  const times = new Map<string, string>()
  const changed: string[] = []
  for (const pod of pods) {
    const ready = podCondition(pod, 'Ready')
    if (typeof ready?.lastTransitionTime !== 'string') continue
    // API times are whole seconds and simulated Pods are quick: another status within the same second is a change, too.
    const transition = `${ready.lastTransitionTime} ${ready.status}`
    times.set(pod.metadata.name, transition)
    if (transition !== before?.pods.get(pod.metadata.name)) changed.push(ready.lastTransitionTime)
  }
  if (service.metadata.creationTimestamp > (before?.service ?? '')) changed.push(service.metadata.creationTimestamp)
  table.set(service.metadata.uid, { service: service.metadata.creationTimestamp, pods: times })
  return changed.sort()[0]
}

export function forgetTriggerTime(working: Working, uid: string): void {
  working.table<Seen>('endpoints-trigger').delete(uid)
}
