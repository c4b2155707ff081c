import type { Endpoints, EndpointSubset, Service } from '@/lib/kube/core/v1.generated'
import type { Endpoint, EndpointPort, EndpointSlice } from '@/lib/kube/discovery/v1.generated'
import { objectKey, type ObjectKey } from '@/lib/kube/object'
import { createObject, deleteObject, updateObject } from '../../api/operations'
import { same } from '../../api/write/same'
import type { Controller, Working } from '../../working/working'
import { controllerReference } from '../claim'
import { definitionOf } from '../definition'
import { managedByLabel, serviceNameLabel, triggerTimeAnnotation } from './endpointslice'

const controllerName = 'endpointslicemirroring-controller.k8s.io'
const manager = 'kube-controller-manager'
const latencyMs = 10

/** Copies Endpoints that a person or program wrote, for a Service without selector, into slices (pkg/controller/endpointslicemirroring). Keys are the Endpoints'. */
export const mirroringController: Controller = {
  name: 'endpointslicemirroring',
  watches: ['/services', '/endpoints'],
  observe(change, _before, _working, enqueue) {
    if (change.object.kind === 'Endpoints') enqueue(change.key, latencyMs)
    else enqueue(change.key.replace('/services/', '/endpoints/'), latencyMs)
  },
  reconcile(working, key) {
    const endpoints = working.get(key as ObjectKey) as Endpoints | undefined
    const [, , namespace = '', name = ''] = key.split('/')
    const mirrored = (working.list(`label:discovery.k8s.io/endpointslices/${namespace}:${serviceNameLabel}=${name}`) as EndpointSlice[]).filter(
      (slice) => slice.metadata.labels?.[managedByLabel] === controllerName,
    )
    if (endpoints !== undefined && shouldMirror(working, endpoints)) syncSlices(working, endpoints, mirrored)
    else for (const slice of mirrored) remove(working, slice)
    return undefined
  },
}

function shouldMirror(working: Working, endpoints: Endpoints): boolean {
  const { labels, annotations, namespace = '', name } = endpoints.metadata
  if (labels?.['endpointslice.kubernetes.io/skip-mirror'] === 'true' || annotations?.['control-plane.alpha.kubernetes.io/leader'] !== undefined) return false
  const service = working.get(objectKey('', 'services', namespace, name)) as Service | undefined
  return service !== undefined && service.spec.selector === undefined
}

function syncSlices(working: Working, endpoints: Endpoints, present: readonly EndpointSlice[]): void {
  const definition = definitionOf('discovery.k8s.io/v1', 'EndpointSlice')
  const { namespace = '', name } = endpoints.metadata
  const labels = { ...endpoints.metadata.labels, [serviceNameLabel]: name, [managedByLabel]: controllerName }
  const wanted = (endpoints.subsets ?? []).map(sliceContent)
  for (const [i, content] of wanted.entries()) {
    const slice = present[i]
    if (slice === undefined) {
      const { 'kubectl.kubernetes.io/last-applied-configuration': _, [triggerTimeAnnotation]: _time, ...annotations } = endpoints.metadata.annotations ?? {}
      const metadata = {
        generateName: `${name}-`,
        namespace,
        labels,
        ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
        ownerReferences: [controllerReference(endpoints)],
      }
      createObject(working, definition, { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata, addressType: 'IPv4', ...content }, { manager })
    } else if (!same(slice.endpoints, content.endpoints) || !same(slice.ports, content.ports)) {
      updateObject(working, definition, { ...slice, metadata: { ...slice.metadata, labels }, ...content }, { manager })
    }
  }
  for (const slice of present.slice(wanted.length)) remove(working, slice)
}

function sliceContent(subset: EndpointSubset): { readonly endpoints: Endpoint[]; readonly ports: EndpointPort[] } {
  const endpoint = (ready: boolean) => (address: NonNullable<EndpointSubset['addresses']>[number]): Endpoint => ({
    addresses: [address.ip],
    conditions: { ready },
    ...(address.hostname === undefined ? {} : { hostname: address.hostname }),
    ...(address.targetRef === undefined ? {} : { targetRef: address.targetRef }),
    ...(address.nodeName === undefined ? {} : { nodeName: address.nodeName }),
  })
  const ports = (subset.ports ?? []).map((port) => ({
    name: port.name ?? '',
    protocol: port.protocol ?? 'TCP',
    port: port.port,
    ...(port.appProtocol === undefined ? {} : { appProtocol: port.appProtocol }),
  }))
  return { endpoints: [...(subset.addresses ?? []).map(endpoint(true)), ...(subset.notReadyAddresses ?? []).map(endpoint(false))], ports }
}

function remove(working: Working, slice: EndpointSlice): void {
  deleteObject(working, objectKey('discovery.k8s.io', 'endpointslices', slice.metadata.namespace ?? '', slice.metadata.name), { manager })
}
