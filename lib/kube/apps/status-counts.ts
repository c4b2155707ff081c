import { invalid, type FieldError } from '@/lib/kube/field-error'
import { validateNonnegative } from '@/lib/kube/nonnegative'

type Counts<Name extends string> = Readonly<Partial<Record<Name | 'replicas' | 'availableReplicas' | 'readyReplicas', number | undefined>>>

/**
 * Counts of a status: none negative, none of `parts` above `replicas`, not more available than ready. `readyWord` is how the server names the
 * ready ones in that message.
 */
export function validateCounts<Name extends string>(status: Counts<Name>, names: readonly Name[], parts: readonly Name[], readyWord: string): FieldError[] {
  const available = status.availableReplicas ?? 0
  return [
    ...names.flatMap((name) => validateNonnegative(status[name], `status.${name}`)),
    ...parts.flatMap((name) => ((status[name] ?? 0) > (status.replicas ?? 0) ? [invalid(`status.${name}`, status[name] ?? 0, 'cannot be greater than status.replicas')] : [])),
    ...(available > (status.readyReplicas ?? 0) ? [invalid('status.availableReplicas', available, `cannot be greater than ${readyWord}`)] : []),
  ]
}

/** Collisions of names are only ever counted up. */
export function validateCollisionCount(count: number | undefined, old: number | undefined): FieldError[] {
  const isLess = old !== undefined && (count === undefined || count < old)
  return [...validateNonnegative(count, 'status.collisionCount'), ...(isLess ? [invalid('status.collisionCount', count ?? 0, 'cannot be decremented')] : [])]
}
