import { objectKey } from '@/lib/kube/object'
import { notFoundStatus, statusError } from '@/lib/kube/status-error'
import { fail, type Reply, type RequestContext } from '../context'
import { withManagedFields } from '../managed-fields/read'
import { inVersion, storageDefinition, storageResource } from '../versions'
import { badVersion, versionNumber } from './list'
import { tooLarge } from './list-options'

/** The key of the object that a path names. */
export function targetKey({ route, resource }: RequestContext) {
  const at = storageResource(resource)
  return objectKey(at.group, at.resource, resource.namespaced ? route.namespace : '', route.name)
}

/** GET of one object. */
export function get(context: RequestContext): Reply {
  const { working, query } = context
  const asked = versionNumber(query.get('resourceVersion') ?? '')
  if (asked === undefined) return fail(statusError(500, '', badVersion(query.get('resourceVersion') ?? '')))
  if (asked > working.resourceVersion) return fail(tooLarge(asked, working.resourceVersion))
  const object = working.get(targetKey(context))
  if (object === undefined) return fail(notFoundStatus(context.resource, context.route.name))
  return { status: 200, object: inVersion(withManagedFields(working, object, storageDefinition(context.resource)), context.resource) }
}
