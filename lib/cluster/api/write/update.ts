import { internalKind } from '@/lib/kube/check'
import type { KindDefinition } from '@/lib/kube/kind'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import { validateObjectMetaUpdate } from '@/lib/kube/object-meta'
import { conflict, invalidStatus, notFoundStatus, statusError } from '@/lib/kube/status-error'
import { admit } from '../../admission/admit'
import type { Working } from '../../working/working'
import { forgetWrites, recordWrite } from '../managed-fields/record'
import { ownersAfter, resolveManagedFields } from '../managed-fields/resolve'
import { allocateUpdate } from './allocate'
import { complete, throughStore, withOwners } from './create'
import { raised } from './generation'
import { syncIPAddresses } from './ip-addresses'
import { carriedOver } from './metadata'
import { defaultManager, refused, type WriteOptions, type WriteResult } from './result'
import { sameButVersion } from './same'

/** Said when an object changed between reading and writing (apiserver pkg/registry/generic/registry/store.go OptimisticLockErrorMsg). */
export const objectModified = 'the object has been modified; please apply your changes to the latest version and try again'

/**
 * Replaces an object: optimistic lock, carried-over metadata, defaults, admission, generation, allocations, validation with `validate`.
 * Nothing is written when nothing changed. An object that lost its last finalizer while being deleted goes.
 */
export function update(working: Working, definition: KindDefinition, sent: KubeObject, options: WriteOptions): WriteResult {
  const old = working.get(keyOf(definition, sent))
  if (old === undefined) return refused(notFoundStatus(definition, sent.metadata.name))
  const admitted = admit(working, { operation: 'UPDATE', definition, object: definition.default(sent), old, options, phase: 'mutate' })
  if (!admitted.ok) return admitted
  const locked = checkVersion(options.checkedAs ?? definition, sent, old, options.unlocked !== true && options.validate === true)
  if (locked !== undefined) return locked
  const allocated = allocateUpdate(working, definition, carriedOver(admitted.object, old), old, options.dryRun === true)
  if (!allocated.ok) return allocated
  const fresh = raised(definition, definition.prepareForUpdate(allocated.object, old), old)
  const invalid = options.validate === true ? refusalOf(definition, fresh, old, options) : undefined
  if (invalid !== undefined) return invalid
  const checked = admit(working, { operation: 'UPDATE', definition, object: fresh, old, options, phase: 'validate' })
  if (!checked.ok) return checked
  return storeUpdate(working, definition, options.validate === true ? complete(definition, fresh) : fresh, old, options, options.subresource)
}

/** Validation by the rules of the version written; what is merely unwise is warned of. */
function refusalOf(definition: KindDefinition, fresh: KubeObject, old: KubeObject, { checkedAs, warn }: WriteOptions): WriteResult | undefined {
  const rules = checkedAs ?? definition
  const errors = [...validateObjectMetaUpdate(fresh.metadata, old.metadata), ...rules.validateUpdate(fresh, old)]
  if (errors.length > 0) return refused(invalidStatus(internalKind(definition), fresh.metadata.name, errors))
  for (const text of rules.warnings?.(fresh, old) ?? []) warn?.(text)
  return undefined
}

/**
 * Replaces the status only. Of the metadata, annotations, finalizers and owners may change as well, labels only where `labels` says so
 * (the status strategies' PrepareForUpdate differ in that).
 */
export function updateStatusOf(working: Working, definition: KindDefinition, sent: KubeObject, options: WriteOptions): WriteResult {
  const old = working.get(keyOf(definition, sent))
  if (old === undefined) return refused(notFoundStatus(definition, sent.metadata.name))
  const locked = checkVersion(definition, sent, old, false)
  if (locked !== undefined) return locked
  const fresh = withStatus(definition, sent, old, options.validate === true)
  if (options.validate === true) {
    const errors = [...validateObjectMetaUpdate(fresh.metadata, old.metadata), ...(definition.validateStatusUpdate?.(fresh, old) ?? [])]
    if (errors.length > 0) return refused(invalidStatus(internalKind(definition), fresh.metadata.name, errors))
  }
  return storeUpdate(working, definition, options.validate === true ? complete(definition, fresh) : fresh, old, options, 'status')
}

/** The stored object with the status that was sent and, from a client, what of its metadata may change. */
function withStatus(definition: KindDefinition, sent: KubeObject, old: KubeObject, fromClient: boolean): KubeObject {
  const { status, ...rest } = { ...old, status: (sent as { status?: unknown }).status } as KubeObject & { status?: unknown }
  const metadata = fromClient ? statusMetadata(definition, sent, old) : old.metadata
  const written = { ...rest, metadata, ...(status === undefined ? {} : { status }) } as KubeObject
  return fromClient ? (definition.prepareForStatusUpdate?.(written, old) ?? written) : written
}

/** Kinds of apps keep their labels in a status update (pkg/registry/apps/deployment/strategy.go deploymentStatusStrategy). */
function statusMetadata(definition: KindDefinition, sent: KubeObject, old: KubeObject): KubeObject['metadata'] {
  const carried = carriedOver(sent, old).metadata
  const { labels } = old.metadata
  if (definition.group !== 'apps' || definition.resource !== 'deployments') return carried
  const { labels: _, ...rest } = carried
  return labels === undefined ? rest : { ...rest, labels }
}

export function keyOf(definition: KindDefinition, object: KubeObject) {
  return objectKey(definition.group, definition.resource, definition.namespaced ? (object.metadata.namespace ?? '') : '', object.metadata.name)
}

/** Kinds that nobody may replace without saying what they have seen (AllowUnconditionalUpdate of their strategies). */
const lockedKinds = new Set(['policy/poddisruptionbudgets'])

/** The lock that a resourceVersion in the object is. A uid in it is checked as a field. */
function checkVersion(definition: KindDefinition, sent: KubeObject, old: KubeObject, validated: boolean) {
  const { resourceVersion = '' } = sent.metadata as Partial<KubeObject['metadata']>
  if (!/^\d*$/.test(resourceVersion)) return refused(statusError(500, '', `strconv.ParseUint: parsing ${JSON.stringify(resourceVersion)}: invalid syntax`))
  if ((resourceVersion === '' || resourceVersion === '0') && validated && lockedKinds.has(`${definition.group}/${definition.resource}`)) {
    return refused(invalidStatus({ group: definition.group, kind: definition.resource }, old.metadata.name, [{ reason: 'FieldValueInvalid', field: 'metadata.resourceVersion', message: 'Invalid value: 0: must be specified for an update' }]))
  }
  if (resourceVersion !== '' && resourceVersion !== '0' && resourceVersion !== old.metadata.resourceVersion) return refused(conflict(definition, old.metadata.name, objectModified))
  return undefined
}

/** The end of every update: nothing changed, nothing written; finished, gone; else stored, its writer noted. */
export function storeUpdate(working: Working, definition: KindDefinition, fresh: KubeObject, old: KubeObject, options: WriteOptions, subresource = ''): WriteResult {
  const key = keyOf(definition, old)
  if (isFinished(fresh)) {
    if (options.dryRun !== true) {
      working.remove(key)
      syncIPAddresses(working, old, undefined)
      forgetWrites(working, key)
    }
    return { ok: true, object: fresh }
  }
  const { managedFields } = options
  const owned = managedFields === undefined ? fresh : { ...fresh, metadata: withOwners(fresh.metadata, managedFields) }
  if ((managedFields === undefined || options.sameOwners === true) && sameButVersion(fresh, old)) return { ok: true, object: old }
  if (options.dryRun === true) return { ok: true, object: tried(working, definition, owned, old, options, subresource) }
  return { ok: true, object: kept(working, definition, owned, old, options, subresource) }
}

function kept(working: Working, definition: KindDefinition, owned: KubeObject, old: KubeObject, options: WriteOptions, subresource: string): KubeObject {
  const key = keyOf(definition, old)
  const stored = working.put(key, options.validate === true ? throughStore(definition, owned) : owned)
  syncIPAddresses(working, old, stored)
  if (options.managedFields !== undefined) forgetWrites(working, key)
  else recordWrite(working, definition, { before: old, stored, manager: options.manager ?? defaultManager, subresource, ...(options.apiVersion === undefined ? {} : { apiVersion: options.apiVersion }) })
  return stored
}

/** What a dry run answers: the object with the owners it would have, and the version it still has. */
function tried(working: Working, definition: KindDefinition, owned: KubeObject, old: KubeObject, { managedFields, manager = defaultManager, apiVersion }: WriteOptions, subresource: string): KubeObject {
  const metadata = { ...owned.metadata, resourceVersion: old.metadata.resourceVersion }
  if (managedFields !== undefined) return { ...owned, metadata }
  const write = { before: old, stored: owned, manager, subresource, time: working.timestamp(), ...(apiVersion === undefined ? {} : { apiVersion }) }
  return { ...owned, metadata: withOwners(metadata, ownersAfter(resolveManagedFields(working, old, definition), write, definition)) }
}

/** Deleted, its grace period over, and nothing holds it any more. */
function isFinished(object: KubeObject): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds, finalizers } = object.metadata
  if (deletionTimestamp === undefined || (finalizers?.length ?? 0) > 0) return false
  if (object.kind === 'Namespace') return ((object as { spec?: { finalizers?: readonly string[] } }).spec?.finalizers?.length ?? 0) === 0
  return (deletionGracePeriodSeconds ?? 0) === 0
}
