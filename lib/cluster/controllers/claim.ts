import type { KindDefinition } from '@/lib/kube/kind'
import { matchesSelector } from '@/lib/kube/labels'
import type { LabelSelector, OwnerReference } from '@/lib/kube/meta/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import { updateObject } from '../api/operations'
import type { Working } from '../working/working'

/** The owner that manages an object, if any. */
export function controllerOf(object: KubeObject): OwnerReference | undefined {
  const references = object.metadata.ownerReferences
  if (references === undefined) return undefined
  for (const reference of references) if (reference.controller === true) return reference
  return undefined
}

/** A reference to the owner that manages what it makes (metav1.NewControllerRef). */
export function controllerReference(owner: KubeObject): OwnerReference {
  return { apiVersion: owner.apiVersion, kind: owner.kind, name: owner.metadata.name, uid: owner.metadata.uid, controller: true, blockOwnerDeletion: true }
}

/**
 * Dependents of `owner` of one kind: those it owns and selects. One that it owns and no longer selects is let go, an orphan that it selects (and
 * that may be adopted) is taken (pkg/controller/controller_ref_manager.go). An owner that is being deleted takes nothing.
 */
export function claimDependents<T extends KubeObject>(
  working: Working,
  owner: KubeObject,
  selector: LabelSelector,
  dependents: KindDefinition,
  options: { readonly manager: string; readonly adoptable?: (dependent: T) => boolean },
): T[] {
  const { claimed, strayed } = ownOf<T>(working, owner, selector, dependents.kind)
  if (owner.metadata.deletionTimestamp !== undefined) return claimed
  for (const dependent of strayed) release(working, owner, dependent, dependents, options.manager)
  const orphans = working.list(`orphan:${dependents.group}/${dependents.resource}/${owner.metadata.namespace ?? ''}`) as T[]
  for (const orphan of orphans) {
    if (orphan.metadata.deletionTimestamp !== undefined || !matchesSelector(selector, orphan.metadata.labels) || options.adoptable?.(orphan) === false) continue
    const adopted = adopt(working, owner, orphan, dependents, options.manager)
    if (adopted !== undefined) claimed.push(adopted as T)
  }
  return claimed
}

/** What is the owner's, by whether it still selects it. One pass: a ReplicaSet may have thousands. */
function ownOf<T extends KubeObject>(working: Working, { metadata: { uid } }: KubeObject, selector: LabelSelector, kind: string): { readonly claimed: T[]; readonly strayed: readonly T[] } {
  const claimed: T[] = []
  const strayed: T[] = []
  for (const item of working.list(`owner:${uid}`) as T[]) {
    if (item.kind === kind && controllerOf(item)?.uid === uid) (matchesSelector(selector, item.metadata.labels) ? claimed : strayed).push(item)
  }
  return { claimed, strayed }
}

function adopt(working: Working, owner: KubeObject, orphan: KubeObject, definition: KindDefinition, manager: string): KubeObject | undefined {
  const ownerReferences = [...(orphan.metadata.ownerReferences ?? []), controllerReference(owner)]
  const result = updateObject(working, definition, { ...orphan, metadata: { ...orphan.metadata, ownerReferences } }, { manager })
  return result.ok ? result.object : undefined
}

function release(working: Working, owner: KubeObject, dependent: KubeObject, definition: KindDefinition, manager: string): void {
  const rest = dependent.metadata.ownerReferences?.filter((reference) => reference.uid !== owner.metadata.uid) ?? []
  const { ownerReferences: _, ...metadata } = dependent.metadata
  updateObject(working, definition, { ...dependent, metadata: rest.length === 0 ? metadata : { ...metadata, ownerReferences: rest } }, { manager })
}
