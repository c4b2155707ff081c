import { compare } from './compare'
import { difference, emptySet, equalSets, intersection, isEmpty, pathSet, recursiveDifference, union, type FieldSet } from './field-set'
import { identifier, type Manager, type Managers, type Owned } from './managers'
import type { Ownership } from './shapes'

/** Never owned: what identifies an object and what the server alone sets (managedfields/internal/stripmeta.go). */
export const unowned: FieldSet = [
  pathSet('f:apiVersion'),
  pathSet('f:kind'),
  pathSet('f:metadata'),
  ...['name', 'namespace', 'creationTimestamp', 'selfLink', 'uid', 'clusterName', 'generation', 'managedFields', 'resourceVersion'].map((name) => pathSet('f:metadata', `f:${name}`)),
].reduce(union, emptySet)

/** One write: from `before` (for a new object its zero) to `after`. */
export interface Write {
  readonly before: unknown
  readonly after: unknown
  readonly ownership: Ownership
  readonly time: string
  /** Fields that this kind of write can't touch: they are never owned by it. */
  readonly reset: FieldSet
}

/** The managers after a plain write: who wrote owns what changed, and nobody else does any longer (structured-merge-diff merge/update.go Update). */
export function afterUpdate(managers: Managers, manager: Manager, write: Write): Managers {
  const changes = compare(write.before, write.after, write.ownership)
  const touched = recursiveDifference(union(changes.modified, changes.added), write.reset)
  const removed = changes.removed
  const result = new Map<string, Owned>()
  const own = identifier(manager)
  for (const [id, owned] of managers) {
    if (id === own) continue
    const fields = difference(difference(owned.fields, touched), removed)
    if (!isEmpty(fields)) result.set(id, fields === owned.fields ? owned : { ...owned, fields })
  }
  const before = managers.get(own)
  const fields = difference(difference(union(before?.fields ?? emptySet, touched), removed), unowned)
  if (isEmpty(fields)) return result
  result.set(own, { ...manager, fields, time: before !== undefined && equalSets(before.fields, fields) ? before.time : write.time })
  return result
}

/** Who else owns fields that a write changes, with the fields. */
export function conflictsOf(managers: Managers, besides: string, changed: FieldSet): readonly { readonly owned: Owned; readonly fields: FieldSet }[] {
  return [...managers].flatMap(([id, owned]) => {
    if (id === besides) return []
    const fields = intersection(owned.fields, changed)
    return isEmpty(fields) ? [] : [{ owned, fields }]
  })
}
