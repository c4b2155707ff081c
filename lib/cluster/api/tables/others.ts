import type { ControllerRevision } from '@/lib/kube/apps/v1.generated'
import type { Scale } from '@/lib/kube/autoscaling/v1.generated'
import type { Lease } from '@/lib/kube/coordination/v1.generated'
import { ageOf } from './age'
import { printer } from './printer'

export const leasePrinter = printer<Lease>([{ name: 'Name' }, { name: 'Holder' }, { name: 'Age' }], ({ metadata, spec }, time) => [
  metadata.name,
  spec.holderIdentity ?? '',
  ageOf(metadata.creationTimestamp, time),
])

export const controllerRevisionPrinter = printer<ControllerRevision>([{ name: 'Name' }, { name: 'Controller' }, { name: 'Revision' }, { name: 'Age' }], ({ metadata, revision }, time) => {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true)
  const group = owner === undefined || !owner.apiVersion.includes('/') ? '' : `.${owner.apiVersion.split('/')[0] ?? ''}`
  return [metadata.name, owner === undefined ? '<none>' : `${owner.kind.toLowerCase()}${group}/${owner.name}`, revision ?? 0, ageOf(metadata.creationTimestamp, time)]
})

export const scalePrinter = printer<Scale>([{ name: 'Name' }, { name: 'Desired', type: 'integer' }, { name: 'Available', type: 'integer' }, { name: 'Age' }], ({ metadata, spec, status }, time) => [
  metadata.name,
  spec.replicas ?? 0,
  status?.replicas ?? 0,
  ageOf(metadata.creationTimestamp, time),
])
