import type { Pod, Service } from '@/lib/kube/core/v1.generated'
import type { EndpointSlice } from '@/lib/kube/discovery/v1.generated'
import { objectKey, type KubeObject, type ObjectKey } from '@/lib/kube/object'
import { createObject, deleteObject, updateObject } from '../../api/operations'
import type { Controller, Working } from '../../working/working'
import { controllerReference } from '../claim'
import { definitionOf } from '../definition'
import { arrange, type Arranged } from './arrange'
import { selectedCount, selectedPods, servicesOfPod } from './candidates'
import { reportSkipped, withNode } from './missing-node'
import { desiredEndpoints } from './slice-endpoints'
import { changeTriggerTime, forgetTriggerTime } from './trigger-time'

export const serviceNameLabel = 'kubernetes.io/service-name'
export const managedByLabel = 'endpointslice.kubernetes.io/managed-by'
export const headlessLabel = 'service.kubernetes.io/headless'
export const triggerTimeAnnotation = 'endpoints.kubernetes.io/last-change-trigger-time'
const controllerName = 'endpointslice-controller.k8s.io'
const manager = 'kube-controller-manager'

/** Informer and queue; a larger Service takes longer. */
const latencyMs = 4
const podsPerMs = 8
/** A slice changed by others is looked at a second later (endpointSliceChangeMinSyncDelay), as is what failed (defaultSyncBackOff). */
const sliceLatencyMs = 1000

/** Keeps the EndpointSlices of Services with a selector (pkg/controller/endpointslice). Keys are the Services'. */
export const endpointSliceController: Controller = {
  name: 'endpointslice',
  watches: ['/services', '/pods', 'discovery.k8s.io/endpointslices'],
  observe(change, before, working, enqueue) {
    if (change.object.kind === 'Service') enqueue(change.key, latencyMs)
    if (change.object.kind === 'Pod') for (const key of servicesOfPod(change, before, working)) enqueue(key, latencyMs + Math.floor(selectedCount(working, key) / podsPerMs))
    const service = change.object.metadata.labels?.[serviceNameLabel]
    if (change.object.kind === 'EndpointSlice' && service !== undefined && change.object.metadata.labels?.[managedByLabel] === controllerName && change.type === 'DELETED') {
      enqueue(objectKey('', 'services', change.object.metadata.namespace ?? '', service), sliceLatencyMs)
    }
  },
  reconcile(working, key) {
    const service = working.get(key as ObjectKey) as Service | undefined
    if (service === undefined) return undefined
    if (service.metadata.deletionTimestamp !== undefined) forgetTriggerTime(working, service.metadata.uid)
    else if (service.spec.selector !== undefined && service.spec.type !== 'ExternalName') return syncService(working, key, service)
    return undefined
  },
}

function syncService(working: Working, key: string, service: Service): number | undefined {
  const selected = selectedPods(working, service)
  const triggerTime = changeTriggerTime(working, service, selected)
  const { pods, skipped } = withNode(working, service, selected)
  const { namespace = '', name } = service.metadata
  const slices = (working.list(`label:discovery.k8s.io/endpointslices/${namespace}:${serviceNameLabel}=${name}`) as EndpointSlice[]).filter(
    (slice) => slice.metadata.labels?.[managedByLabel] === controllerName && slice.metadata.deletionTimestamp === undefined,
  )
  const { wanted, surplus } = arrange(slices, desiredEndpoints(working, service, pods))
  for (const item of wanted) writeSlice(working, service, item, triggerTime)
  for (const slice of surplus) deleteObject(working, objectKey('discovery.k8s.io', 'endpointslices', namespace, slice.metadata.name), { manager })
  const again = slices.length === 0 && selected.some((pod) => isNewer(pod, service)) ? working.now + sliceLatencyMs : undefined
  return reportSkipped(working, key, service, skipped) ?? again
}

/**
 * A Pod written after its Service and before the Service's slice: its event asks for a sync that does not find the slice in the controller's cache yet,
 * fails (endpointslice_tracker.go StaleSlices) and is tried again.
 */
function isNewer(pod: Pod, service: Service): boolean {
  return Number(pod.metadata.resourceVersion) > Number(service.metadata.resourceVersion)
}

function writeSlice(working: Working, service: Service, { slice, ports, endpoints }: Arranged, triggerTime: string | undefined): void {
  const definition = definitionOf('discovery.k8s.io/v1', 'EndpointSlice')
  const labels = sliceLabels(service)
  if (slice === undefined) {
    createObject(working, definition, { ...emptySlice(service), metadata: { ...emptySlice(service).metadata, labels, ...annotated({}, triggerTime) }, endpoints, ports }, { manager })
    return
  }
  if (slice.endpoints === endpoints || (sameList(slice.endpoints, endpoints) && sameLabels(slice.metadata.labels, labels))) return
  const { annotations, ...metadata } = slice.metadata
  updateObject(working, definition, { ...slice, metadata: { ...metadata, labels, ...annotated(annotations ?? {}, triggerTime) }, endpoints, ports } as KubeObject, { manager })
}

function emptySlice(service: Service) {
  const { name, namespace = '' } = service.metadata
  const metadata = { generateName: `${name}-`, namespace, ownerReferences: [controllerReference(service)] }
  return { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata, addressType: service.spec.ipFamilies?.[0] === 'IPv6' ? 'IPv6' : 'IPv4' }
}

function annotated(present: Readonly<Record<string, string>>, triggerTime: string | undefined): { annotations?: Record<string, string> } {
  const { [triggerTimeAnnotation]: _, ...others } = present
  const annotations = { ...others, ...(triggerTime === undefined ? {} : { [triggerTimeAnnotation]: triggerTime }) }
  return Object.keys(annotations).length === 0 ? {} : { annotations }
}

/** The Service's own labels, and those by which its slices are found. */
function sliceLabels(service: Service): Record<string, string> {
  const { [headlessLabel]: _, ...own } = service.metadata.labels ?? {}
  return { ...own, ...(service.spec.clusterIP === 'None' ? { [headlessLabel]: '' } : {}), [serviceNameLabel]: service.metadata.name, [managedByLabel]: controllerName }
}

function sameList(a: EndpointSlice['endpoints'], b: Arranged['endpoints']): boolean {
  const left = a ?? []
  const right = b ?? []
  return left.length === right.length && left.every((endpoint, i) => endpoint === right[i])
}

function sameLabels(a: Readonly<Record<string, string>> | undefined, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(b)
  return Object.keys(a ?? {}).length === names.length && names.every((name) => a?.[name] === b[name])
}
