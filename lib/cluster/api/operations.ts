import type { KindDefinition } from '@/lib/kube/kind'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import type { Working } from '../working/working'
import { create } from './write/create'
import { deleteByKey, type DeleteObjectOptions, type DeleteResult } from './write/delete'
import type { WriteOptions, WriteResult } from './write/result'
import { update, updateStatusOf } from './write/update'

/**
 * The API server's own operations, for what acts inside the cluster. They default, admit, count generations and allocate like requests do;
 * a refusal is a value that the caller turns into an Event or a retry.
 */

/** Creates an object (its metadata.namespace set, name or generateName given). */
export function createObject(working: Working, definition: KindDefinition, object: object, options: WriteOptions = {}): WriteResult {
  return create(working, definition, object as KubeObject, options)
}

/** Replaces everything but the status. A resourceVersion in the object is an optimistic lock; nothing changed means nothing written. */
export function updateObject(working: Working, definition: KindDefinition, object: KubeObject, options: WriteOptions = {}): WriteResult {
  return update(working, definition, object, options)
}

/** Replaces the status only. */
export function updateStatus(working: Working, definition: KindDefinition, object: KubeObject, options: WriteOptions = {}): WriteResult {
  return updateStatusOf(working, definition, object, options)
}

/** Deletes; `gone` is false while finalizers or a grace period hold the object. The kubelet ends a Pod's with `gracePeriodSeconds: 0`. */
export function deleteObject(working: Working, key: ObjectKey, options: DeleteObjectOptions = {}): DeleteResult {
  return deleteByKey(working, key, options)
}
