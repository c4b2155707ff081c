import type { Endpoints, Service } from '@/lib/kube/core/v1.generated'
import type { ObjectKey } from '@/lib/kube/object'
import { createObject, deleteObject, updateObject } from '../../api/operations'
import { same } from '../../api/write/same'
import type { Controller, Working } from '../../working/working'
import { definitionOf } from '../definition'
import { selectedCount, selectedPods, servicesOfPod } from './candidates'
import { headlessLabel } from './endpointslice'
import { desiredSubsets } from './subsets'

const manager = 'kube-controller-manager'
const latencyMs = 12
const podsPerMs = 8

/** Keeps the older Endpoints objects beside the slices (pkg/controller/endpoint). Keys are the Services'. */
export const endpointsController: Controller = {
  name: 'endpoints',
  watches: ['/services', '/pods'],
  observe(change, before, working, enqueue) {
    if (change.object.kind === 'Service') enqueue(change.key, latencyMs)
    else for (const key of servicesOfPod(change, before, working)) enqueue(key, latencyMs + Math.floor(selectedCount(working, key) / podsPerMs))
  },
  reconcile(working, key) {
    const service = working.get(key as ObjectKey) as Service | undefined
    const endpointsKey = key.replace('/services/', '/endpoints/') as ObjectKey
    if (service === undefined) deleteObject(working, endpointsKey, { manager })
    else if (service.spec.selector !== undefined && service.spec.type !== 'ExternalName') syncService(working, service, endpointsKey)
    return undefined
  },
}

function syncService(working: Working, service: Service, key: ObjectKey): void {
  const subsets = desiredSubsets(service, selectedPods(working, service))
  const { [headlessLabel]: _, ...own } = service.metadata.labels ?? {}
  const labels = { ...own, 'endpoints.kubernetes.io/managed-by': 'endpoint-controller', ...(service.spec.clusterIP === 'None' ? { [headlessLabel]: '' } : {}) }
  const definition = definitionOf('v1', 'Endpoints')
  const present = working.get(key) as Endpoints | undefined
  if (present === undefined) {
    const { name, namespace = '' } = service.metadata
    createObject(working, definition, { apiVersion: 'v1', kind: 'Endpoints', metadata: { name, namespace, labels }, ...(subsets.length === 0 ? {} : { subsets }) }, { manager })
    return
  }
  if (same(present.subsets ?? [], subsets) && same(present.metadata.labels, labels)) return
  const { subsets: _old, ...rest } = present
  updateObject(working, definition, { ...rest, metadata: { ...present.metadata, labels }, ...(subsets.length === 0 ? {} : { subsets }) }, { manager })
}

