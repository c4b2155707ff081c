import { rareCode } from '#rare-code'
import { decodeObject } from '@/lib/kube/check'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import { badRequest, notFoundStatus, statusError } from '@/lib/kube/status-error'
import type { Status } from '@/lib/kube/meta/v1.generated'
import { limitBytes, tooLarge } from '../body/read-object'
import { fail, type Reply, type RequestContext } from '../context'
import { invalidWithoutKind } from '../failure'
import { definitionFor } from '../definitions'
import { withManagedFields, writtenWithOwners } from '../managed-fields/read'
import { writeQuery, type WriteQuery } from '../options'
import { patched, type Patched } from '../patch/patched'
import { groupVersion } from '../resources'
import { inVersion, toStorage } from '../versions'
import type { WriteResult } from '../write/result'
import { update, updateStatusOf } from '../write/update'
import { targetKey } from './get'
import { managerOf } from './field-manager'
import { validationAs } from './validation-as'

/** The three patches and server-side apply, by media type. */
export type PatchType = 'json' | 'merge' | 'strategic' | 'apply'

const types: Readonly<Record<string, PatchType | undefined>> = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
  'application/apply-patch+yaml': 'apply',
}

/** What writes the patched object: the main resource by default, status and others by their own rules. */
export type PatchWriter = (context: RequestContext, object: KubeObject, old: KubeObject, options: WriteQuery) => WriteResult

/** PATCH of an object. */
export function patch(context: RequestContext, subresource = '', write: PatchWriter = subresource === 'status' ? writeStatus : writeObject): Reply {
  const { request, query } = context
  const type = types[mediaOf(request.headers?.['content-type'])]
  if (type === undefined) return fail(statusError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {}))
  if (type === 'strategic' && isCustom(context.resource.group)) return fail(statusError(415, 'UnsupportedMediaType', `the body of the request was in an unknown format - accepted media types include: ${customPatches}`))
  const body = request.body ?? ''
  if (body.length > limitBytes) return fail(tooLarge())
  const options = writeQuery(query, 'PatchOptions', type === 'apply')
  if (!options.ok) return fail(options.failure)
  return type === 'apply' ? rareCode().applyPatch(context, body, options.value, subresource, write) : patchObject(context, type, body, options.value, write)
}

/** Custom resources have no patch strategies to go by (apiextensions-apiserver pkg/apiserver/customresource_handler.go). */
function isCustom(group: string): boolean {
  return group === 'gateway.networking.k8s.io'
}

const customPatches = 'application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml'

function mediaOf(contentType = ''): string {
  return contentType.replace(/;.*/s, '').trim().toLowerCase()
}

function patchObject(context: RequestContext, type: Exclude<PatchType, 'apply'>, body: string, options: WriteQuery, write: PatchWriter): Reply {
  const { working, resource, route, definition } = context
  const old = working.get(targetKey(context))
  if (old === undefined) return fail(missing(context))
  const current = inVersion(withManagedFields(working, old, definition), resource)
  const result = patched(type, current, body, definitionFor(resource))
  if ('failure' in result) return fail(result.failure)
  const object = restored(context, result, options, type)
  if ('failure' in object) return fail(object.failure)
  const mismatch = checkTarget(object.object, route.name, route.namespace, resource.namespaced)
  if (mismatch !== undefined) return fail(mismatch)
  const written = write(context, toStorage(withOwnMetadata(object.object, old), resource), old, options)
  if (!written.ok) return fail(written.status)
  return { status: 200, object: inVersion(writtenWithOwners(working, written.object, definition, options.dryRun), resource) }
}

function missing({ working, resource, route }: RequestContext): Status {
  if (resource.namespaced && working.get(objectKey('', 'namespaces', '', route.namespace)) === undefined) return notFoundStatus(resource, route.name)
  return notFoundStatus(resource, route.name)
}

/** A patch that says nothing of the version locks nothing: the object's own came along with it. */
function withOwnMetadata(object: KubeObject, old: KubeObject): KubeObject {
  const { resourceVersion } = object.metadata as { resourceVersion?: string }
  return resourceVersion === old.metadata.resourceVersion ? { ...object, metadata: { ...object.metadata, resourceVersion: '' } } : object
}

/** The patched JSON as an object again; what goes wrong there, and what a strict reader has against the patch, is said of the patch as a whole. */
function restored({ resource, warn }: RequestContext, { value, shown, strict }: Extract<Patched, { value: unknown }>, options: WriteQuery, type: PatchType): { readonly object: KubeObject } | { readonly failure: Status } {
  const decoded = decodeObject(definitionFor(resource), inOrder(value), { fieldValidation: options.fieldValidation })
  if ('status' in decoded) return { failure: patchInvalid(shown, withFaults(faultOf(decoded.status, type), strict, options)) }
  if (options.fieldValidation === 'Strict' && strict.length > 0) return { failure: patchInvalid(shown, `${strictly}${strict.join(', ')}`) }
  for (const text of [...(options.fieldValidation === 'Warn' ? strict : []), ...decoded.warnings]) warn(text)
  return { object: decoded.object }
}

const strictly = 'strict decoding error: '

function withFaults(fault: string, strict: readonly string[], { fieldValidation }: WriteQuery): string {
  return fieldValidation === 'Strict' && strict.length > 0 && fault.startsWith(strictly) ? `${strictly}${[...strict, fault.slice(strictly.length)].join(', ')}` : fault
}

/** Patching leaves the keys in order, and so are complaints about them. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, inOrder(item)]))
}

export function patchInvalid(shown: string, why: string): Status {
  return invalidWithoutKind('', [{ reason: 'FieldValueInvalid', field: 'patch', message: `Invalid value: ${JSON.stringify(shown)}: ${why}` }])
}

/** The decoder's own words, without the sentence that a POST puts before them. */
function faultOf(status: Status, _type: PatchType): string {
  const message = status.message ?? ''
  const mark = message.indexOf(' cannot be handled as a ')
  return mark === -1 ? message : message.slice(message.indexOf(': ', mark) + 2)
}

export function checkTarget(object: KubeObject, name: string, namespace: string, namespaced: boolean): Status | undefined {
  const given = object.metadata as { name?: string; namespace?: string }
  if ((given.name ?? '') === '') return badRequest(`the name of the object (${name} based on URL) was undeterminable: name must be provided`)
  if (given.name !== name) return badRequest(`the name of the object (${given.name ?? ''}) does not match the name on the URL (${name})`)
  if (namespaced && (given.namespace ?? '') !== namespace && (given.namespace ?? '') !== '') return badRequest(`the namespace of the object (${given.namespace ?? ''}) does not match the namespace on the URL (${namespace})`)
  return undefined
}

const writeObject: PatchWriter = (context, object, _old, options) => update(context.working, context.definition, object, writeOptions(context, options))

const writeStatus: PatchWriter = (context, object, _old, options) => updateStatusOf(context.working, context.definition, object, writeOptions(context, options))

export function writeOptions({ user, warn, request, resource, definition }: RequestContext, options: WriteQuery) {
  return { ...validationAs(definitionFor(resource), definition, resource), user, warn, validate: true, unlocked: true, dryRun: options.dryRun, manager: managerOf(request, options.fieldManager), apiVersion: groupVersion(resource) }
}

