import type { Pod, Service, ServicePort } from '@/lib/kube/core/v1.generated'
import { matchesLabels } from '@/lib/kube/labels'
import { objectKey, type KubeObject, type ObjectKey } from '@/lib/kube/object'
import type { Change } from '../../cluster'
import type { Working } from '../../working/working'
import { isPodFinished, isPodReady } from '../pod-state'

/** Pods that a Service's selector picks, in the order in which they were made; none without a selector. */
export function selectedPods(working: Working, service: Service): Pod[] {
  const selector = service.spec.selector
  if (selector === undefined) return []
  const namespace = service.metadata.namespace ?? ''
  const indexes = Object.entries(selector).map(([key, value]) => `label:/pods/${namespace}:${key}=${value}`)
  const smallest = indexes.sort((a, b) => working.keys(a).size - working.keys(b).size)[0] ?? `/pods/${namespace}`
  return (working.list(smallest) as Pod[]).filter((pod) => matchesLabels(selector, pod.metadata.labels))
}

/** Roughly how many Pods a Service has, for the time a sync takes. */
export function selectedCount(working: Working, key: ObjectKey): number {
  const service = working.get(key) as Service | undefined
  const pairs = Object.entries(service?.spec.selector ?? {})
  return pairs.length === 0 ? 0 : Math.min(...pairs.map(([name, value]) => working.keys(`label:/pods/${service?.metadata.namespace ?? ''}:${name}=${value}`).size))
}

/** Has an address and has not finished (endpointutil ShouldPodBeInEndpoints). */
export function isCandidate(pod: Pod, includeTerminating: boolean): boolean {
  if (isPodFinished(pod) || (pod.status?.podIP ?? '') === '') return false
  return includeTerminating || pod.metadata.deletionTimestamp === undefined
}

/** The number behind a Service port on this Pod; undefined where the port's name is none of the Pod's (podutil FindPort). */
export function findPort(pod: Pod, port: ServicePort): number | undefined {
  if (typeof port.targetPort === 'number') return port.targetPort
  const sidecars = (pod.spec.initContainers ?? []).filter((container) => container.restartPolicy === 'Always')
  for (const container of [...pod.spec.containers, ...sidecars]) {
    const found = container.ports?.find((item) => item.name === port.targetPort && (item.protocol as string | undefined ?? 'TCP') === port.protocol)
    if (found !== undefined) return found.containerPort
  }
  return undefined
}

/** The host name a Pod has below a headless Service that is its subdomain. */
export function hostnameOf(pod: Pod, service: Service): string | undefined {
  return (pod.spec.hostname ?? '') !== '' && pod.spec.subdomain === service.metadata.name ? pod.spec.hostname : undefined
}

/** Services whose endpoints a change of a Pod may touch: those of its labels, and of its former ones (endpointutil GetServicesToUpdateOnPodChange). */
export function servicesOfPod(change: Change, before: KubeObject | undefined, working: Working): ObjectKey[] {
  const pod = change.object as Pod
  const old = before as Pod | undefined
  if (change.type === 'MODIFIED' && old !== undefined && !changesEndpoints(old, pod)) return []
  const namespace = pod.metadata.namespace ?? ''
  const services: ObjectKey[] = []
  for (const service of working.list(`/services/${namespace}`) as Service[]) {
    const selector = service.spec.selector
    if (selector === undefined) continue
    if (matchesLabels(selector, pod.metadata.labels) || (old !== undefined && old.metadata.labels !== pod.metadata.labels && matchesLabels(selector, old.metadata.labels))) {
      services.push(objectKey('', 'services', namespace, service.metadata.name))
    }
  }
  return services
}

function changesEndpoints(before: Pod, after: Pod): boolean {
  return (
    before.metadata.labels !== after.metadata.labels ||
    before.metadata.deletionTimestamp !== after.metadata.deletionTimestamp ||
    isPodReady(before) !== isPodReady(after) ||
    before.status?.podIP !== after.status?.podIP ||
    isPodFinished(before) !== isPodFinished(after)
  )
}
