import { kindOf } from '@/lib/kube/kinds'
import type { KubeObject } from '@/lib/kube/object'
import { notFoundStatus } from '@/lib/kube/status-error'
import { readObject } from '../body/read-object'
import { fail, type Reply, type RequestContext } from '../context'
import { withManagedFields } from '../managed-fields/read'
import { targetKey } from '../verbs/get'
import { storeUpdate } from '../write/update'

/** PUT namespaces/NAME/finalize: the only way to change spec.finalizers; the namespace goes when none is left. */
export function finalize(context: RequestContext): Reply {
  const { working, request, definition, resource, route, warn } = context
  const old = working.get(targetKey(context))
  const kind = kindOf('v1', 'Namespace') ?? definition
  const read = readObject(request.body ?? '', request.headers?.['content-type'], kind, { fieldValidation: 'Warn', warn })
  if (!read.ok) return fail(read.failure)
  if (old === undefined) return fail(notFoundStatus(resource, route.name))
  const finalizers = (read.object as { spec?: { finalizers?: readonly string[] } }).spec?.finalizers ?? []
  const spec = finalizers.length === 0 ? {} : { finalizers }
  const result = storeUpdate(working, definition, { ...old, spec } as KubeObject, old, {}, 'finalize')
  return result.ok ? { status: 200, object: withManagedFields(working, result.object, definition) } : fail(result.status)
}
