import { goJson, sortedMap } from '@/lib/kube/go-format'
import type { KubeObject } from '@/lib/kube/object'
import { compare } from '../managed-fields/compare'
import { difference, isEmpty, union, type FieldSet } from '../managed-fields/field-set'
import type { Owned } from '../managed-fields/managers'
import type { Ownership } from '../managed-fields/shapes'
import type { conflictsOf } from '../managed-fields/update-managers'
import { fieldSetOf } from './typed'

type Json = Readonly<Record<string, unknown>>
type Conflicts = ReturnType<typeof conflictsOf>

const annotation = 'kubectl.kubernetes.io/last-applied-configuration'

type Applier = Pick<Owned, 'manager' | 'apiVersion' | 'subresource'>

/** The annotation counts for kubectl alone, and for the object itself. */
function counts({ manager, subresource }: Applier): boolean {
  return manager === 'kubectl' && subresource === ''
}

/**
 * Conflicts that remain for kubectl: what apply without --server-side said, and nobody changed since, it may take over
 * (managedfields/internal/lastappliedmanager.go).
 */
export function conflictsBesidesLastApplied(conflicts: Conflicts, applier: Applier, live: unknown, ownership: Ownership): Conflicts {
  if (!counts(applier)) return conflicts
  const said = parsed((live as Partial<KubeObject>).metadata?.annotations?.[annotation])
  if (said?.['apiVersion'] !== applier.apiVersion) return conflicts
  const changes = compare(said, live, ownership)
  const allowed = difference(fieldSetOf(said, ownership), union(changes.modified, changes.removed))
  return conflicts.flatMap((conflict) => {
    const fields: FieldSet = difference(conflict.fields, allowed)
    return isEmpty(fields) ? [] : [{ ...conflict, fields }]
  })
}

/** What kubectl applies is said in the annotation too, where there is one (lastappliedupdater.go). */
export function withLastApplied(object: Json, applier: Applier, config: Json): Json {
  const metadata = object['metadata'] as KubeObject['metadata']
  if (!counts(applier) || metadata.annotations?.[annotation] === undefined) return object
  const { managedFields: _owners, annotations, ...rest } = config['metadata'] as KubeObject['metadata']
  const { [annotation]: _old, ...others } = annotations ?? {}
  const bare = { ...config, metadata: annotations === undefined ? rest : { ...rest, annotations: others } }
  return { ...object, metadata: { ...metadata, annotations: { ...metadata.annotations, [annotation]: `${goJson(sorted(bare))}\n` } } }
}

/** Keys in order, as the client's encoder writes an object without a type. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(sortedMap(value as Json)).map(([key, field]) => [key, sorted(field)]))
}

function parsed(text: string | undefined): Json | undefined {
  try {
    const value: unknown = JSON.parse(text ?? 'null')
    return typeof value === 'object' && value !== null ? (value as Json) : undefined
  } catch {
    return undefined
  }
}
