import type { Service } from '@/lib/kube/core/v1.generated'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import { updateObject, updateStatus } from '../../api/operations'
import { recordEvent } from '../../events'
import type { Controller, Working } from '../../working/working'
import { definitionOf } from '../definition'
import { freeExternalAddress, hasExternalAddress, takeExternalAddress } from './external-addresses'

const component = 'service-controller'
const manager = 'cloud-controller-manager'
const finalizer = 'service.kubernetes.io/load-balancer-cleanup'
/** A cloud takes its time. */
const provisioningMs = 3000
const latencyMs = 20

/** Stands for a cloud: gives a Service of type LoadBalancer an address from 203.0.113.0/24 and takes it back (cloud-provider's service controller). Keys are the Services'. */
export const loadBalancerController: Controller = {
  name: 'load-balancer',
  watches: ['/services'],
  observe(change, _before, working, enqueue) {
    if (!working.options.standIns) return
    if (change.type === 'DELETED') freeExternalAddress(working, change.key)
    else if (isWanted(change.object as Service) || hasExternalAddress(working, change.key)) enqueue(change.key, latencyMs)
  },
  reconcile(working, key) {
    const service = working.get(key as ObjectKey) as Service | undefined
    if (service === undefined) return undefined
    if (isWanted(service)) return ensure(working, key as ObjectKey, service)
    release(working, key as ObjectKey, service)
    return undefined
  },
}

function isWanted(service: Service): boolean {
  const { type, loadBalancerClass } = service.spec
  return type === 'LoadBalancer' && loadBalancerClass === undefined && service.metadata.deletionTimestamp === undefined
}

function ensure(working: Working, key: ObjectKey, service: Service): number | undefined {
  if (service.status?.loadBalancer?.ingress !== undefined) return undefined
  const started = working.table<number>('load-balancers-started')
  const since = started.get(service.metadata.uid)
  if (since === undefined) {
    started.set(service.metadata.uid, working.now)
    recordEvent(working, service, { type: 'Normal', reason: 'EnsuringLoadBalancer', message: 'Ensuring load balancer', component })
    const finalizers = [...(service.metadata.finalizers ?? []).filter((name) => name !== finalizer), finalizer]
    updateObject(working, definitionOf('v1', 'Service'), { ...service, metadata: { ...service.metadata, finalizers } }, { manager })
    return working.now + provisioningMs
  }
  if (working.now < since + provisioningMs) return since + provisioningMs
  const ip = takeExternalAddress(working, key, service.spec.loadBalancerIP)
  const status = { ...service.status, loadBalancer: { ingress: [{ ip, ipMode: 'VIP' }] } }
  updateStatus(working, definitionOf('v1', 'Service'), { ...service, status } as KubeObject, { manager })
  recordEvent(working, service, { type: 'Normal', reason: 'EnsuredLoadBalancer', message: 'Ensured load balancer', component })
  return undefined
}

function release(working: Working, key: ObjectKey, service: Service): void {
  freeExternalAddress(working, key)
  working.table<number>('load-balancers-started').delete(service.metadata.uid)
  if (service.metadata.finalizers?.includes(finalizer) !== true) return
  recordEvent(working, service, { type: 'Normal', reason: 'DeletingLoadBalancer', message: 'Deleting load balancer', component })
  if (service.metadata.deletionTimestamp === undefined) {
    updateStatus(working, definitionOf('v1', 'Service'), { ...service, status: { ...service.status, loadBalancer: {} } } as KubeObject, { manager })
  }
  recordEvent(working, service, { type: 'Normal', reason: 'DeletedLoadBalancer', message: 'Deleted load balancer', component })
  const current = (working.get(key) ?? service) as Service
  const { finalizers: _, ...metadata } = current.metadata
  const rest = (current.metadata.finalizers ?? []).filter((name) => name !== finalizer)
  updateObject(working, definitionOf('v1', 'Service'), { ...current, metadata: rest.length === 0 ? metadata : { ...metadata, finalizers: rest } }, { manager })
}
