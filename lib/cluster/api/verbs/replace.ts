import type { KubeObject } from '@/lib/kube/object'
import type { Status } from '@/lib/kube/meta/v1.generated'
import { badRequest, conflict, notFoundStatus } from '@/lib/kube/status-error'
import { bodyRefusal, readObject } from '../body/read-object'
import { fail, type Reply, type RequestContext } from '../context'
import { definitionFor } from '../definitions'
import { writtenWithOwners } from '../managed-fields/read'
import { writeQuery, type Checked, type WriteQuery } from '../options'
import { groupVersion } from '../resources'
import { inVersion, toStorage } from '../versions'
import { create } from '../write/create'
import { update, updateStatusOf } from '../write/update'
import { targetKey } from './get'
import { managerOf } from './field-manager'
import type { PatchWriter } from './patch'
import { storageKey } from './storage-key'
import { validationAs } from './validation-as'
import { inNamespaceOf } from './namespace'

/** PUT of an object, or of its status, or of what `writer` knows how to write. */
export function replace(context: RequestContext, subresource = '', writer?: PatchWriter): Reply {
  const { working, query, request, resource, warn, definition } = context
  const media = request.headers?.['content-type']
  const options = checkedOptions(request.body ?? '', media, query)
  if (!options.ok) return fail(options.failure)
  const read = readObject(request.body ?? '', media, definitionFor(resource), { fieldValidation: options.value.fieldValidation, warn })
  if (!read.ok) return fail(read.failure)
  const placed = inPlace(context, read.object)
  if ('failure' in placed) return fail(placed.failure)
  const old = working.get(targetKey(context))
  const sent = toStorage(placed.object, resource)
  if (old === undefined) return missing(context, sent, replaceOptions(context, options.value), subresource)
  const another = otherObject(context, old, placed.object, options.value.dryRun)
  if (another !== undefined) return fail(another)
  const result = writerOf(subresource, writer)(context, sent, old, options.value)
  if (!result.ok) return fail(result.status)
  return { status: 200, object: inVersion(writtenWithOwners(working, result.object, definition, options.value.dryRun), resource) }
}

function writerOf(subresource: string, writer?: PatchWriter): PatchWriter {
  const plain = subresource === 'status' ? updateStatusOf : update
  return writer ?? ((context, sent, _old, options) => plain(context.working, context.definition, sent, replaceOptions(context, options)))
}

function replaceOptions({ request, resource, user, warn, definition }: RequestContext, { dryRun, fieldManager }: WriteQuery) {
  return { user, warn, validate: true, ...validationAs(definitionFor(resource), definition, resource), dryRun, manager: managerOf(request, fieldManager), apiVersion: groupVersion(resource) }
}

function checkedOptions(body: string, media: string | undefined, query: URLSearchParams): Checked<WriteQuery> {
  const failure = bodyRefusal(body, media)
  return failure === undefined ? writeQuery(query, 'UpdateOptions') : { ok: false, failure }
}

/** A uid in the object names which one is meant (apiserver pkg/storage/etcd3 Preconditions). A dry run looks without the database's own prefix of keys. */
function otherObject({ resource, route }: RequestContext, old: KubeObject, { metadata }: KubeObject, dryRun: boolean): Status | undefined {
  const { name, uid = '' } = metadata as { name: string; uid?: string }
  if (uid === '' || uid === old.metadata.uid) return undefined
  const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${old.metadata.uid}`
  return conflict(resource, name, `StorageError: invalid object, Code: 4, Key: ${dryRun ? '' : '/registry'}${storageKey(resource, route.namespace, name)}, ResourceVersion: 0, AdditionalErrorMsg: ${why}`)
}

/** The object as one of the URL's: its namespace and its name. */
function inPlace(context: RequestContext, sent: KubeObject): ReturnType<typeof inNamespaceOf> {
  const placed = inNamespaceOf(context, sent)
  if ('failure' in placed) return placed
  const { name = '' } = placed.object.metadata as { name?: string }
  if (name === context.route.name) return placed
  return { failure: badRequest(name === '' ? 'name must be provided' : `the name of the object (${name}) does not match the name on the URL (${context.route.name})`) }
}

/** Kinds that a PUT may create (AllowCreateOnUpdate of their strategies). */
const createdByPut = new Set([
  '/endpoints', '/limitranges', '/events', 'discovery.k8s.io/endpointslices', 'rbac.authorization.k8s.io/roles', 'rbac.authorization.k8s.io/rolebindings',
  'rbac.authorization.k8s.io/clusterroles', 'rbac.authorization.k8s.io/clusterrolebindings', 'coordination.k8s.io/leases',
])

function missing(context: RequestContext, sent: KubeObject, write: Parameters<typeof create>[3], subresource: string): Reply {
  const { working, definition, resource, route } = context
  if (subresource !== '' || !createdByPut.has(`${resource.group}/${resource.resource}`)) return fail(notFoundStatus(resource, route.name))
  const result = create(working, definition, sent, write)
  return result.ok ? { status: 201, object: inVersion(writtenWithOwners(working, result.object, definition, write.dryRun === true), resource) } : fail(result.status)
}
