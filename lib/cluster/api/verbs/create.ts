import { objectKey, type KubeObject } from '@/lib/kube/object'
import type { Status } from '@/lib/kube/meta/v1.generated'
import { notFoundStatus, statusError } from '@/lib/kube/status-error'
import { readObject } from '../body/read-object'
import { fail, type Reply, type RequestContext } from '../context'
import { definitionFor } from '../definitions'
import { withManagedFields } from '../managed-fields/read'
import { writeQuery } from '../options'
import { groupVersion } from '../resources'
import { inVersion, toStorage } from '../versions'
import { create as createObject } from '../write/create'
import { inNamespaceOf } from './namespace'
import { managerOf } from './field-manager'
import { validationAs } from './validation-as'

/** POST to a collection. */
export function create(context: RequestContext): Reply {
  const { working, query, request, resource, definition, user, warn } = context
  const options = writeQuery(query, 'CreateOptions')
  const own = definitionFor(resource)
  const read = readObject(request.body ?? '', request.headers?.['content-type'], own, { fieldValidation: options.ok ? options.value.fieldValidation : 'Warn', warn })
  if (!options.ok) return fail(options.failure)
  if (!read.ok) return fail(read.failure)
  const placed = inNamespaceOf(context, read.object)
  if ('failure' in placed) return fail(placed.failure)
  const misplaced = misplacedIn(context, placed.object, options.value.dryRun)
  if (misplaced !== undefined) return fail(misplaced)
  const result = createObject(working, definition, toStorage(placed.object, resource), {
    user,
    warn,
    validate: true,
    ...validationAs(own, definition, resource),
    dryRun: options.value.dryRun,
    manager: managerOf(request, options.value.fieldManager),
    apiVersion: groupVersion(resource),
  })
  if (!result.ok) return fail(result.status)
  const object = options.value.dryRun ? result.object : withManagedFields(working, result.object, definition)
  return { status: 201, object: inVersion(object, resource) }
}

function namesVersion({ metadata }: KubeObject): boolean {
  const { resourceVersion = '' } = metadata as Partial<KubeObject['metadata']>
  return resourceVersion !== '' && resourceVersion !== '0'
}

function misplacedIn({ working, resource, route }: RequestContext, object: KubeObject, dryRun: boolean): Status | undefined {
  if (namesVersion(object) && !dryRun) return statusError(500, '', 'resourceVersion should not be set on objects to be created')
  const missing = resource.namespaced && working.get(objectKey('', 'namespaces', '', route.namespace)) === undefined
  return missing ? notFoundStatus({ group: '', resource: 'namespaces' }, route.namespace) : undefined
}
