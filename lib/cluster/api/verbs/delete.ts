import { objectKey, type KubeObject } from '@/lib/kube/object'
import { forbiddenStatus } from '@/lib/kube/status-error'
import { fail, type Reply, type RequestContext } from '../context'
import { withManagedFields } from '../managed-fields/read'
import { inVersion, storageResource } from '../versions'
import { deleteByKey } from '../write/delete'
import { deleteQuery, type DeleteQuery } from './delete-options'
import { targetKey } from './get'
import { page } from './list'
import { listQuery } from './list-options'

/** DELETE of one object. */
export function remove(context: RequestContext): Reply {
  const options = deleteQuery(context)
  if (!options.ok) return fail(options.failure)
  const kept = context.resource.group === '' && context.resource.resource === 'namespaces' && immortal.has(context.route.name)
  if (kept) return fail(forbiddenStatus(context.resource, context.route.name, 'this namespace may not be deleted'))
  warnAboutOrphans(context, options.value)
  const result = deleteByKey(context.working, targetKey(context), writeOptions(context, options.value))
  if (!result.ok) return fail(result.status)
  if (!result.gone || answersObject.has(`${context.resource.group}/${context.resource.resource}`)) return { status: 200, object: shown(context, result.object) }
  return { status: 200, object: success(context, result.object) }
}

/** Namespaces that stay (plugin/pkg/admission NamespaceLifecycle). */
const immortal = new Set(['default', 'kube-system', 'kube-public'])

/** DELETE of a collection: everything that the selectors match; answers the list of what was there. */
export function removeMany(context: RequestContext): Reply {
  const { working, resource } = context
  const selected = listQuery(context)
  if (!selected.ok) return fail(selected.failure)
  const options = deleteQuery(context)
  if (!options.ok) return fail(options.failure)
  const listed = page(context, selected.value)
  if (!('list' in listed)) return listed
  warnAboutOrphans(context, options.value)
  const at = storageResource(resource)
  for (const { metadata } of listed.list.items) {
    const key = objectKey(at.group, at.resource, resource.namespaced ? (metadata.namespace ?? '') : '', metadata.name)
    const result = deleteByKey(working, key, writeOptions(context, options.value))
    if (!result.ok) return fail(result.status)
  }
  return listed
}

/** Kinds whose deletion answers the object itself (their stores' ReturnDeletedObject). */
const answersObject = new Set(['/services', '/pods', '/serviceaccounts', '/persistentvolumeclaims', '/persistentvolumes', '/namespaces', '/podtemplates', '/resourcequotas', 'storage.k8s.io/storageclasses', 'storage.k8s.io/csidrivers', 'storage.k8s.io/csinodes', 'storage.k8s.io/volumeattachments'])

function success({ resource }: RequestContext, object: KubeObject) {
  const { name, uid } = object.metadata
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { name, ...(resource.group === '' ? {} : { group: resource.group }), kind: resource.resource, uid },
  }
}

function shown(context: RequestContext, object: KubeObject): KubeObject {
  return inVersion(withManagedFields(context.working, object, context.definition), context.resource)
}

function writeOptions({ user }: RequestContext, query: DeleteQuery) {
  const { gracePeriodSeconds, preconditions, orphanDependents } = query
  const propagationPolicy = query.propagationPolicy ?? (orphanDependents === undefined ? undefined : orphanDependents ? 'Orphan' : 'Background')
  return {
    user,
    dryRun: (query.dryRun ?? []).length > 0,
    ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }),
    ...(preconditions === undefined ? {} : { preconditions }),
    ...(propagationPolicy === undefined ? {} : { propagationPolicy }),
  }
}

/** Jobs alone leave their Pods behind by default, which surprises (pkg/registry/batch/job/strategy.go WarningsOnDelete). */
function warnAboutOrphans({ resource, warn }: RequestContext, options: DeleteQuery): void {
  if (resource.group !== 'batch' || resource.resource !== 'jobs') return
  if (options.propagationPolicy === undefined && options.orphanDependents === undefined) {
    warn('child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them or set propagationPolicy=Orphan to suppress this warning')
  }
}
