import { objectKey, type KubeObject } from '@/lib/kube/object'
import type { Status } from '@/lib/kube/meta/v1.generated'
import { notFoundStatus, statusError } from '@/lib/kube/status-error'
import { bodyRefusal, readObject } from '../body/read-object'
import { fail, type Reply, type RequestContext } from '../context'
import { definitionFor } from '../definitions'
import { writtenWithOwners } from '../managed-fields/read'
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
  const media = request.headers?.['content-type']
  const refusal = bodyRefusal(request.body ?? '', media)
  if (refusal !== undefined) return fail(refusal)
  const options = writeQuery(query, 'CreateOptions')
  if (!options.ok) return fail(options.failure)
  const own = definitionFor(resource)
  const read = readObject(request.body ?? '', media, own, { fieldValidation: options.value.fieldValidation, warn })
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
  return { status: 201, object: inVersion(writtenWithOwners(working, result.object, definition, options.value.dryRun), resource) }
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
