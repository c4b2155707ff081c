import { decodeObject } from '@/lib/kube/check'
import type { KubeObject } from '@/lib/kube/object'
import type { ManagedFieldsEntry, Status } from '@/lib/kube/meta/v1.generated'
import { badRequest, notFoundStatus, statusError } from '@/lib/kube/status-error'
import { refusalOf } from '../../authorizer/authorize-request'
import { parseGoJson } from '../body/go-json'
import { parseGoYaml } from '../body/go-yaml'
import { fail, type Reply, type RequestContext } from '../context'
import { definitionFor } from '../definitions'
import { compare } from '../managed-fields/compare'
import { difference, emptySet, isEmpty, pathsOf, recursiveDifference, union, withParents, type FieldSet } from '../managed-fields/field-set'
import { identifier, readManagers, writeManagers, type Managers, type Owned } from '../managed-fields/managers'
import { resetFields, resolveManagedFields } from '../managed-fields/resolve'
import { structOwnership, type Ownership } from '../managed-fields/shapes'
import { conflictsOf, unowned } from '../managed-fields/update-managers'
import { writtenWithOwners } from '../managed-fields/read'
import { zeroObject } from '../managed-fields/zero-object'
import type { WriteQuery } from '../options'
import { groupVersion } from '../resources'
import { targetKey } from '../verbs/get'
import { checkTarget, writeOptions, type PatchWriter } from '../verbs/patch'
import { inVersion, toStorage } from '../versions'
import { create } from '../write/create'
import { same } from '../write/same'
import { update, updateStatusOf } from '../write/update'
import { conflictsBesidesLastApplied, withLastApplied } from './last-applied'
import { merged } from './merge'
import { removeItems } from './remove-items'
import { fieldSetOf, shownElement, typeFaults } from './typed'

type Json = Readonly<Record<string, unknown>>

/** Server-side apply: what the configuration says is set and owned, what its applier said before and no longer does is taken away. */
export function applyPatch(context: RequestContext, body: string, options: WriteQuery, subresource: string, _write: PatchWriter): Reply {
  const config = readConfig(context, body)
  if ('failure' in config) return fail(config.failure)
  const { working, resource, definition, route } = context
  const own = definitionFor(resource)
  const old = working.get(targetKey(context))
  if (old === undefined && (subresource !== '' || namesUid(config.value))) return fail(notFoundStatus(resource, route.name))
  const { before, live } = liveOf(context, old)
  const ownership = structOwnership(own.definition)
  const reset = resetFields(definition, subresource)
  const applier: Owned = { manager: options.fieldManager, operation: 'Apply', apiVersion: groupVersion(resource), subresource, time: working.timestamp(), fields: recursiveDifference(difference(fieldSetOf(config.value, ownership), unowned), reset) }
  const last = before.get(identifier(applier))
  const managers = new Map(before)
  managers.set(identifier(applier), applier)
  const object = withoutGivenUp(merged(live, config.value, ownership), managers, last, ownership)
  const changes = compare(live, object, ownership)
  if (Object.values(changes).every(isEmpty)) managers.set(identifier(applier), { ...applier, time: last?.time ?? '' })
  const conflicts = conflictsOf(managers, identifier(applier), union(changes.modified, changes.added))
  const open = conflictsBesidesLastApplied(conflicts, applier, live, ownership)
  if (open.length > 0 && options.force !== true) return fail(applyConflict(open))
  const settled = settledManagers(managers, identifier(applier), conflicts, changes.removed)
  const read = readApplied(context, withLastApplied(object, applier, config.value))
  return 'failure' in read ? fail(read.failure) : stored(context, read.object, old, before, settled, options, subresource)
}

/** The object to apply to, and who owns what of it; one that is not there yet has Go's zero values. */
function liveOf(context: RequestContext, old: KubeObject | undefined): { readonly before: Managers; readonly live: unknown } {
  if (old === undefined) return { before: emptyManagers, live: zeroOf(context) }
  return { before: readManagers(resolveManagedFields(context.working, old, context.definition)), live: withoutOwners(inVersion(old, context.resource)) }
}

function namesUid(config: Json): boolean {
  return (config['metadata'] as { uid?: string } | undefined)?.uid !== undefined
}

/** What its applier owned and no longer names goes, unless others own it too. */
function withoutGivenUp(all: unknown, managers: Managers, last: Owned | undefined, ownership: Ownership): Json {
  const owned = [...managers.values()].map(({ fields }) => fields).reduce(union, emptySet)
  const given = last === undefined ? emptySet : difference(withParents(last.fields), withParents(owned))
  return (removeItems(all, keepingMetadata(given), owned, ownership) ?? {}) as Json
}

/** Nobody owns an object's metadata as such: its name and uid stay when the last label goes. */
function keepingMetadata(given: FieldSet): FieldSet {
  const metadata = given.children.get('f:metadata')
  return metadata?.member === true ? { ...given, children: new Map(given.children).set('f:metadata', { ...metadata, member: false }) } : given
}

function readApplied({ resource, route }: RequestContext, object: Json): { readonly object: KubeObject } | { readonly failure: Status } {
  const decoded = decodeObject(definitionFor(resource), object, { fieldValidation: 'Ignore' })
  if ('status' in decoded) return { failure: decoded.status }
  const mismatch = checkTarget(decoded.object, route.name, route.namespace, resource.namespaced)
  return mismatch === undefined ? { object: decoded.object } : { failure: mismatch }
}

const emptyManagers: Managers = new Map()

function zeroOf({ resource, route }: RequestContext): Json {
  const zero = zeroObject(definitionFor(resource).definition)
  return { ...zero, apiVersion: groupVersion(resource), kind: resource.kind, metadata: { name: route.name, ...(resource.namespaced ? { namespace: route.namespace } : {}) } }
}

function withoutOwners(object: KubeObject): KubeObject {
  const { managedFields: _, resourceVersion: _version, ...metadata } = object.metadata
  return { ...object, metadata: metadata as KubeObject['metadata'] }
}

function stored(context: RequestContext, object: KubeObject, old: KubeObject | undefined, before: Managers, managers: Managers, options: WriteQuery, subresource: string): Reply {
  const { working, resource, definition } = context
  const managedFields = writeManagers(managers)
  const write = { ...writeOptions(context, options), managedFields }
  if (old === undefined) {
    const { group, resource: name } = resource
    const refusal = refusalOf(working, { kind: 'resource', user: context.user, verb: 'create', group, resource: name, subresource: '', namespace: context.route.namespace, name: context.route.name })
    if (refusal !== undefined) return fail(refusal)
    const placed = toStorage(resource.namespaced ? { ...object, metadata: { ...object.metadata, namespace: context.route.namespace } } : object, resource)
    const created = create(working, definition, placed, write)
    return created.ok ? { status: 201, object: inVersion(created.object, resource) } : fail(created.status)
  }
  const settled = { ...write, sameOwners: same(timeless(managedFields), timeless(writeManagers(before))) }
  const result = subresource === 'status' ? updateStatusOf(working, definition, toStorage(object, resource), settled) : update(working, definition, toStorage(object, resource), settled)
  return result.ok ? { status: 200, object: inVersion(writtenWithOwners(working, result.object, definition, options.dryRun), resource) } : fail(result.status)
}

/** When something was owned from does not make it another owner's. */
function timeless(entries: readonly ManagedFieldsEntry[]) {
  return entries.map(({ time: _, ...entry }) => entry)
}

function settledManagers(managers: Managers, own: string, conflicts: ReturnType<typeof conflictsOf>, removed: FieldSet): Managers {
  const taken = new Map(conflicts.map(({ owned, fields }) => [identifier(owned), fields]))
  const result = new Map<string, Owned>()
  for (const [id, owned] of managers) {
    const fields = id === own ? owned.fields : difference(difference(owned.fields, taken.get(id) ?? emptySet), removed)
    if (!isEmpty(fields)) result.set(id, fields === owned.fields ? owned : { ...owned, fields })
  }
  return result
}

function readConfig({ resource, route }: RequestContext, body: string): { readonly value: Json } | { readonly failure: Status } {
  const parsed = body.trimStart().startsWith('{') ? parseGoJson(body) : parseGoYaml(body)
  if ('error' in parsed) return { failure: badRequest(`error decoding YAML: ${parsed.error}`) }
  const { value } = parsed
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { failure: badRequest('error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal value into Go value of type map[string]interface {}') }
  return checkedConfig(resource, route.name, value as Json)
}

function checkedConfig(resource: RequestContext['resource'], target: string, config: Json): { readonly value: Json } | { readonly failure: Status } {
  const { metadata = {}, kind, apiVersion = '' } = config as Partial<KubeObject>
  const { name = '', namespace = '', managedFields = [] } = metadata as Partial<KubeObject['metadata']>
  if (managedFields.length > 0) return { failure: badRequest('metadata.managedFields must be nil') }
  const wanted = groupVersion(resource)
  if (kind !== resource.kind || apiVersion !== wanted) return { failure: badRequest(`incorrect version specified in apply patch. Specified patch version: ${apiVersion}, expected: ${wanted}`) }
  return typedConfig(resource, config, { name, namespace }, target)
}

function typedConfig(resource: RequestContext['resource'], config: Json, { name, namespace }: { readonly name: string; readonly namespace: string }, target: string): { readonly value: Json } | { readonly failure: Status } {
  const faults = typeFaults(config, definitionFor(resource).definition)
  if (faults.length === 0) return { value: name === '' ? { ...config, metadata: { ...(config['metadata'] as Json | undefined), name: target } } : config }
  const why = faults.length === 1 ? (faults[0] ?? '') : `errors:\n${faults.map((fault) => `  ${fault}`).join('\n')}`
  return { failure: statusError(500, '', `failed to create typed patch object (${namespace}/${name}; ${resource.group}/${resource.version}, Kind=${resource.kind}): ${why}`) }
}

/** 409 with a cause for every field that somebody else owns (managedfields/internal/conflict.go). */
function applyConflict(conflicts: ReturnType<typeof conflictsOf>): Status {
  const found = conflicts
    .flatMap(({ owned, fields }) => pathsOf(fields).map((path) => ({ owner: shownOwner(owned), field: shownPath(path) })))
    .sort((a, b) => (a.owner < b.owner ? -1 : a.owner > b.owner ? 1 : 0))
  const causes = found.map(({ owner, field }) => ({ reason: 'FieldManagerConflict', message: `conflict with ${owner}`, field }))
  const count = found.length === 1 ? '1 conflict' : `${String(found.length)} conflicts`
  return statusError(409, 'Conflict', `Apply failed with ${count}: ${conflictText(found)}`, { causes })
}

function conflictText(found: readonly { readonly owner: string; readonly field: string }[]): string {
  const owners = [...new Set(found.map(({ owner }) => owner))]
  return owners
    .map((owner) => {
      const fields = found.filter((one) => one.owner === owner).map(({ field }) => field)
      return fields.length === 1 ? `conflict with ${owner}: ${fields[0] ?? ''}` : `conflicts with ${owner}:\n${fields.map((field) => `- ${field}`).join('\n')}`
    })
    .join('\n')
}

function shownOwner({ manager, operation, apiVersion, subresource }: Owned): string {
  const through = subresource === '' ? '' : ` with subresource ${JSON.stringify(subresource)}`
  return operation === 'Apply' ? `${JSON.stringify(manager)}${through}` : `${JSON.stringify(manager)}${through} using ${apiVersion}`
}

function shownPath(path: readonly string[]): string {
  return path.map((element) => (element.startsWith('f:') ? `.${element.slice(2)}` : `[${shownElement(element)}]`)).join('')
}
