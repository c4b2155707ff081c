import type { PersistentVolume, Pod } from '@/lib/kube/core/v1.generated'
import { objectKey, type KubeObject, type ObjectKey } from '@/lib/kube/object'
import { updateObject } from '../../api/operations'
import type { Controller, Working } from '../../working/working'
import { definitionOf } from '../definition'
import { claimNamesOf } from './match'

const latencyMs = 5
const finalizers: Readonly<Record<string, string>> = { PersistentVolumeClaim: 'kubernetes.io/pvc-protection', PersistentVolume: 'kubernetes.io/pv-protection' }

/** Lets a deleted claim go when no Pod on a node has it, and a deleted volume when no claim has it (pkg/controller/volume/pvcprotection, pvprotection). */
export const volumeProtection: Controller = {
  name: 'volume-protection',
  watches: ['/persistentvolumeclaims', '/persistentvolumes', '/pods'],
  observe({ type, key, object }, _before, _working, enqueue) {
    if (object.kind !== 'Pod') {
      if (type !== 'DELETED' && object.metadata.deletionTimestamp !== undefined) enqueue(key, latencyMs)
    } else if (type === 'DELETED') {
      for (const claim of claimNamesOf(object as Pod)) enqueue(objectKey('', 'persistentvolumeclaims', object.metadata.namespace ?? '', claim), latencyMs)
    }
  },
  reconcile(working, key) {
    const object = working.get(key as ObjectKey)
    const finalizer = object === undefined ? undefined : finalizers[object.kind]
    if (object?.metadata.deletionTimestamp === undefined || finalizer === undefined || isUsed(working, object)) return undefined
    const rest = object.metadata.finalizers?.filter((each) => each !== finalizer) ?? []
    if (rest.length === object.metadata.finalizers?.length) return undefined
    updateObject(working, definitionOf('v1', object.kind), { ...object, metadata: { ...object.metadata, finalizers: rest } }, { manager: 'kube-controller-manager' })
    return undefined
  },
}

function isUsed(working: Working, object: KubeObject): boolean {
  if (object.kind === 'PersistentVolume') return (object as PersistentVolume).status?.phase === 'Bound'
  const pods = working.list(`/pods/${object.metadata.namespace ?? ''}`) as Pod[]
  return pods.some((pod) => pod.spec.nodeName !== undefined && claimNamesOf(pod).includes(object.metadata.name))
}
