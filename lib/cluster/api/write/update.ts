import type { KindDefinition } from '@/lib/kube/kind'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import { admit } from '../../admission/admit'
import type { Working } from '../../working/working'
import { conflict, invalid, notFound } from '../failure'
import { forgetWrites, recordWrite } from '../managed-fields/record'
import { allocateUpdate } from './allocate'
import { raised } from './generation'
import { refused, type WriteOptions, type WriteResult } from './result'
import { sameButVersion } from './same'

/** Said when an object changed between reading and writing (apiserver pkg/registry/generic/registry/store.go OptimisticLockErrorMsg). */
export const objectModified = 'the object has been modified; please apply your changes to the latest version and try again'

/**
 * Replaces an object: optimistic lock, carried-over metadata, defaults, admission, generation, allocations, validation with `validate`.
 * Nothing is written when nothing changed. An object that lost its last finalizer while being deleted goes.
 */
export function update(working: Working, definition: KindDefinition, sent: KubeObject, options: WriteOptions): WriteResult {
  const key = keyOf(definition, sent)
  const old = working.get(key)
  if (old === undefined) return refused(notFound(definition, sent.metadata.name))
  const locked = checkVersion(definition, sent, old)
  if (locked !== undefined) return locked
  const carried = carryMetadata(definition.default(sent), old)
  const admitted = admit(working, { operation: 'UPDATE', definition, object: carried, old, options, phase: 'mutate' })
  if (!admitted.ok) return admitted
  const allocated = allocateUpdate(working, definition, admitted.object, old)
  if (!allocated.ok) return allocated
  const fresh = raised(definition, definition.prepareForUpdate(allocated.object, old), old)
  if (options.validate === true) {
    const errors = definition.validateUpdate(fresh, old)
    if (errors.length > 0) return refused(invalid(definition, fresh.metadata.name, errors))
    for (const text of definition.warnings?.(fresh, old) ?? []) options.warn?.(text)
  }
  const checked = admit(working, { operation: 'UPDATE', definition, object: fresh, old, options, phase: 'validate' })
  if (!checked.ok) return checked
  return store(working, definition, fresh, old, options)
}

/** Replaces the status only (and nothing of spec, labels or annotations is taken from `sent`). */
export function updateStatusOf(working: Working, definition: KindDefinition, sent: KubeObject, options: WriteOptions): WriteResult {
  const key = keyOf(definition, sent)
  const old = working.get(key)
  if (old === undefined) return refused(notFound(definition, sent.metadata.name))
  const locked = checkVersion(definition, sent, old)
  if (locked !== undefined) return locked
  const { status, ...rest } = { ...old, status: (sent as { status?: unknown }).status } as KubeObject & { status?: unknown }
  const fresh = (status === undefined ? rest : { ...rest, status }) as KubeObject
  if (options.validate === true) {
    const errors = definition.validateStatusUpdate?.(fresh, old) ?? []
    if (errors.length > 0) return refused(invalid(definition, fresh.metadata.name, errors))
  }
  return store(working, definition, fresh, old, options, 'status')
}

export function keyOf(definition: KindDefinition, object: KubeObject) {
  return objectKey(definition.group, definition.resource, definition.namespaced ? (object.metadata.namespace ?? '') : '', object.metadata.name)
}

function checkVersion(definition: KindDefinition, sent: KubeObject, old: KubeObject) {
  const { resourceVersion = '', uid = '' } = sent.metadata as Partial<KubeObject['metadata']>
  const { name } = old.metadata
  if (uid !== '' && uid !== old.metadata.uid) {
    return refused(conflict(definition, name, `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${old.metadata.uid}`))
  }
  if (resourceVersion !== '' && resourceVersion !== '0' && resourceVersion !== old.metadata.resourceVersion) return refused(conflict(definition, name, objectModified))
  return undefined
}

/** What of the metadata only the server sets is kept from the stored object. */
function carryMetadata(object: KubeObject, old: KubeObject): KubeObject {
  const { uid, resourceVersion, creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds, generation } = old.metadata
  const { deletionTimestamp: _at, deletionGracePeriodSeconds: _grace, generation: _generation, selfLink: _link, ...sent } = object.metadata
  const metadata = {
    ...sent,
    uid,
    resourceVersion,
    creationTimestamp,
    ...(generation === undefined ? {} : { generation }),
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
    ...(deletionGracePeriodSeconds === undefined ? {} : { deletionGracePeriodSeconds }),
  }
  return { ...object, metadata }
}

function store(working: Working, definition: KindDefinition, fresh: KubeObject, old: KubeObject, options: WriteOptions, subresource?: string): WriteResult {
  const key = keyOf(definition, fresh)
  if (isFinished(fresh)) {
    if (options.dryRun !== true) {
      working.remove(key)
      forgetWrites(working, key)
    }
    return { ok: true, object: fresh }
  }
  if (sameButVersion(fresh, old) && !changesOwnership(fresh, old)) return { ok: true, object: old }
  const stored = options.dryRun === true ? { ...fresh, metadata: { ...fresh.metadata, resourceVersion: old.metadata.resourceVersion } } : working.put(key, fresh)
  return { ok: true, object: recordWrite(working, definition, old, stored, options, subresource) }
}

/** Deleted, its grace period over, and nothing holds it any more. */
function isFinished(object: KubeObject): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds, finalizers } = object.metadata
  if (deletionTimestamp === undefined || (finalizers?.length ?? 0) > 0) return false
  if (object.kind === 'Namespace') return ((object as { spec?: { finalizers?: readonly string[] } }).spec?.finalizers?.length ?? 0) === 0
  return (deletionGracePeriodSeconds ?? 0) === 0
}

function changesOwnership(fresh: KubeObject, old: KubeObject): boolean {
  return fresh.metadata.managedFields !== undefined && fresh.metadata.managedFields !== old.metadata.managedFields
}
