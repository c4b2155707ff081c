import type { KubeObject, ObjectKey } from '@/lib/kube/object'

/**
 * The indexes an object stands in: `<group>/<resource>` (all), `<group>/<resource>/<namespace>` (of a namespace), `owner:<uid>` for each owner,
 * `orphan:<group>/<resource>/<namespace>` (no controller), `label:<group>/<resource>/<namespace>:<key>=<value>`, `node:<name>` (Pods bound there),
 * `namespace:<name>` (everything in a namespace).
 */
export function indexNames(key: ObjectKey, object: KubeObject): string[] {
  const { isEvent, isPod, always, orphan, labels: labelsOf } = placeOf(key)
  const names = [...always]
  const { ownerReferences: owners, labels } = object.metadata
  if (owners !== undefined) for (const owner of owners) names.push(`owner:${owner.uid}`)
  // Nothing takes Events on, and there are many.
  if (!isEvent && owners?.some((owner) => owner.controller === true) !== true) names.push(orphan)
  if (labels !== undefined) for (const label in labels) names.push(`${labelsOf}${label}=${labels[label] ?? ''}`)
  if (isPod) {
    const node = (object as { spec?: { nodeName?: string } }).spec?.nodeName
    if (node !== undefined) names.push(`node:${node}`)
  }
  return names
}

/** What the names of all objects of one resource in one namespace have in common. */
interface Place {
  readonly isEvent: boolean
  readonly isPod: boolean
  readonly always: readonly string[]
  readonly orphan: string
  readonly labels: string
}

/** Text put together anew is hashed anew at each look-up; that of a place is put together once. */
const places = new Map<string, Place>()
const mostPlaces = 1024

function placeOf(key: ObjectKey): Place {
  const prefix = key.slice(0, key.lastIndexOf('/'))
  const known = places.get(prefix)
  if (known !== undefined) return known
  const place = placeNamed(prefix)
  if (places.size < mostPlaces) places.set(prefix, place)
  return place
}

function placeNamed(prefix: string): Place {
  const [group, resource, namespace] = prefix.split('/') as [string, string, string]
  const always = [`${group}/${resource}`, prefix]
  if (namespace !== '') always.push(`namespace:${namespace}`)
  return { isEvent: resource === 'events', isPod: prefix.startsWith('/pods/'), always, orphan: `orphan:${prefix}`, labels: `label:${prefix}:` }
}
