import type { OwnerReference } from '@/lib/kube/meta/v1.generated'
import { objectKey, type KubeObject, type ObjectKey } from '@/lib/kube/object'
import { kindOf } from '@/lib/kube/kinds'
import { deleteObject, updateObject } from '../../api/operations'
import type { Change } from '../../cluster'
import type { Controller, Working } from '../../working/working'

const manager = 'kube-controller-manager'
const foreground = 'foregroundDeletion'
const orphan = 'orphan'

/** The graph of owners is followed a little behind the store. */
const latencyMs = 60

/**
 * Deletes what has lost its owners, and holds an owner that is deleted in the foreground until its dependents have gone (pkg/controller/garbagecollector).
 * Keys are objects': dependents to look at, and owners that are being deleted with a finalizer of ours.
 */
export const garbageCollector: Controller = {
  name: 'garbage-collector',
  observe(change, before, working, enqueue) {
    for (const key of concerned(change, before, working)) enqueue(key, latencyMs)
  },
  reconcile(working, key) {
    const object = working.get(key as ObjectKey)
    if (object === undefined) return undefined
    if (object.metadata.deletionTimestamp !== undefined) return finishDeletion(working, key as ObjectKey, object)
    collectIfAbandoned(working, key as ObjectKey, object)
    return undefined
  },
}

function concerned(change: Change, before: KubeObject | undefined, working: Working): Iterable<ObjectKey> {
  const { object } = change
  if (change.type === 'DELETED') return [...working.keys(`owner:${object.metadata.uid}`), ...waitingOwners(object, working)]
  const { deletionTimestamp, finalizers, ownerReferences } = object.metadata
  if (deletionTimestamp !== undefined) return finalizers?.some((name) => name === foreground || name === orphan) === true ? [change.key] : []
  if (ownerReferences === undefined || before?.metadata.ownerReferences === ownerReferences) return []
  return ownerReferences.every((reference) => ownerOf(working, object, reference) !== undefined) ? [] : [change.key]
}

/** Owners in foreground deletion for which this dependent was one of the last. */
function waitingOwners(object: KubeObject, working: Working): ObjectKey[] {
  return (object.metadata.ownerReferences ?? []).flatMap((reference) => {
    const owner = ownerOf(working, object, reference)
    return owner !== undefined && isWaiting(owner.object) ? [owner.key] : []
  })
}

function ownerOf(working: Working, dependent: KubeObject, reference: OwnerReference): { readonly key: ObjectKey; readonly object: KubeObject } | undefined {
  const definition = kindOf(reference.apiVersion, reference.kind)
  if (definition === undefined) return undefined
  const key = objectKey(definition.group, definition.resource, definition.namespaced ? (dependent.metadata.namespace ?? '') : '', reference.name)
  const object = working.get(key)
  return object?.metadata.uid === reference.uid ? { key, object } : undefined
}

function isWaiting(object: KubeObject): boolean {
  return object.metadata.deletionTimestamp !== undefined && object.metadata.finalizers?.includes(foreground) === true
}

/** Deletes a dependent without a living owner; one that has another loses the dead references only (attemptToDeleteItem). */
function collectIfAbandoned(working: Working, key: ObjectKey, object: KubeObject): void {
  const references = object.metadata.ownerReferences ?? []
  if (references.length === 0) return
  const owners = references.map((reference) => ({ reference, owner: ownerOf(working, object, reference)?.object }))
  const solid = owners.filter(({ owner }) => owner !== undefined && !isWaiting(owner))
  const waiting = owners.some(({ owner }) => owner !== undefined && isWaiting(owner))
  if (solid.length === references.length) return
  if (solid.length > 0) {
    replaceOwners(working, object, solid.map(({ reference }) => reference))
    return
  }
  const hasDependents = working.keys(`owner:${object.metadata.uid}`).size > 0
  const { uid } = object.metadata
  deleteObject(working, key, { manager, preconditions: { uid }, propagationPolicy: waiting && hasDependents ? 'Foreground' : ownPolicy(object) })
}

function ownPolicy(object: KubeObject): string {
  if (object.metadata.finalizers?.includes(orphan) === true) return 'Orphan'
  return object.metadata.finalizers?.includes(foreground) === true ? 'Foreground' : 'Background'
}

function finishDeletion(working: Working, key: ObjectKey, object: KubeObject): number | undefined {
  const dependents = [...working.keys(`owner:${object.metadata.uid}`)]
  if (object.metadata.finalizers?.includes(orphan) === true) {
    for (const dependent of dependents) letGo(working, dependent, object.metadata.uid)
    if (dependents.length > 0) return working.now + latencyMs
    removeFinalizer(working, key, orphan)
    return undefined
  }
  if (!isWaiting(object)) return undefined
  let blocked = false
  for (const dependent of dependents) {
    const present = working.get(dependent)
    if (present === undefined) continue
    if (present.metadata.deletionTimestamp === undefined) collectIfAbandoned(working, dependent, present)
    if (blocks(working.get(dependent), object.metadata.uid)) blocked = true
  }
  if (!blocked) removeFinalizer(working, key, foreground)
  return undefined
}

function blocks(dependent: KubeObject | undefined, uid: string): boolean {
  return dependent?.metadata.ownerReferences?.some((reference) => reference.uid === uid && reference.blockOwnerDeletion === true) ?? false
}

function letGo(working: Working, key: ObjectKey, uid: string): void {
  const object = working.get(key)
  if (object !== undefined) replaceOwners(working, object, (object.metadata.ownerReferences ?? []).filter((reference) => reference.uid !== uid))
}

function replaceOwners(working: Working, object: KubeObject, ownerReferences: readonly OwnerReference[]): void {
  const definition = kindOf(object.apiVersion, object.kind)
  if (definition === undefined) return
  const { ownerReferences: _, resourceVersion: _version, ...metadata } = object.metadata
  const changed = { ...object, metadata: ownerReferences.length === 0 ? metadata : { ...metadata, ownerReferences } }
  updateObject(working, definition, changed as KubeObject, { manager })
}

function removeFinalizer(working: Working, key: ObjectKey, name: string): void {
  const object = working.get(key)
  const definition = object === undefined ? undefined : kindOf(object.apiVersion, object.kind)
  if (object === undefined || definition === undefined) return
  const { finalizers: _, ...metadata } = object.metadata
  const rest = (object.metadata.finalizers ?? []).filter((finalizer) => finalizer !== name)
  updateObject(working, definition, { ...object, metadata: rest.length === 0 ? metadata : { ...metadata, finalizers: rest } }, { manager })
}
