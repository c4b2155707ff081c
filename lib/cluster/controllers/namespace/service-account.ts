import { objectKey, type ObjectKey } from '@/lib/kube/object'
import { createObject } from '../../api/operations'
import { rootCertificateMap } from '../../bootstrap/namespaces'
import type { Controller } from '../../working/working'
import { definitionOf } from '../definition'

const manager = 'kube-controller-manager'
const latencyMs = 10

/** Every namespace has a ServiceAccount `default` and the cluster's certificate, also after they were deleted (pkg/controller/serviceaccount, certificates/rootcacertpublisher). */
export const serviceAccountController: Controller = {
  name: 'serviceaccount',
  watches: ['/namespaces', '/serviceaccounts', '/configmaps'],
  observe(change, _before, _working, enqueue) {
    if (change.object.kind === 'Namespace') {
      if (change.type === 'ADDED') enqueue(change.key, latencyMs)
    } else if (change.type === 'DELETED' && ['default', 'kube-root-ca.crt'].includes(change.object.metadata.name)) {
      enqueue(objectKey('', 'namespaces', '', change.object.metadata.namespace ?? ''), latencyMs)
    }
  },
  reconcile(working, key) {
    const namespace = working.get(key as ObjectKey)
    if (namespace === undefined || namespace.metadata.deletionTimestamp !== undefined) return undefined
    const { name } = namespace.metadata
    if (working.get(objectKey('', 'serviceaccounts', name, 'default')) === undefined) {
      createObject(working, definitionOf('v1', 'ServiceAccount'), { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: name } }, { manager })
    }
    if (working.get(objectKey('', 'configmaps', name, 'kube-root-ca.crt')) === undefined) {
      const { resource: _, ...map } = rootCertificateMap(name)
      createObject(working, definitionOf('v1', 'ConfigMap'), map, { manager })
    }
    return undefined
  },
}
