import type { FieldsV1 } from '@/lib/kube/meta/v1.generated'

/**
 * A set of field paths as a tree: `member` says that the path up to here is in the set, children go on from it by path element (`f:spec`,
 * `k:{"name":"web"}`, `v:"x"`). Values are never changed once made (structured-merge-diff fieldpath.Set).
 */
export interface FieldSet {
  readonly member: boolean
  readonly children: ReadonlyMap<string, FieldSet>
}

const noChildren: ReadonlyMap<string, FieldSet> = new Map()
export const emptySet: FieldSet = { member: false, children: noChildren }
export const leaf: FieldSet = { member: true, children: noChildren }

export function isEmpty(set: FieldSet): boolean {
  return !set.member && set.children.size === 0
}

function made(member: boolean, children: ReadonlyMap<string, FieldSet>): FieldSet {
  return children.size === 0 ? (member ? leaf : emptySet) : { member, children }
}

export function union(a: FieldSet, b: FieldSet): FieldSet {
  if (isEmpty(b)) return a
  if (isEmpty(a)) return b
  const children = new Map(a.children)
  for (const [element, child] of b.children) {
    const present = children.get(element)
    children.set(element, present === undefined ? child : union(present, child))
  }
  return made(a.member || b.member, children)
}

/** What is in `a` and not in `b`, path by path: a parent taken away leaves its children. */
export function difference(a: FieldSet, b: FieldSet): FieldSet {
  if (isEmpty(b) || isEmpty(a)) return a
  const children = new Map<string, FieldSet>()
  for (const [element, child] of a.children) {
    const other = b.children.get(element)
    const rest = other === undefined ? child : difference(child, other)
    if (!isEmpty(rest)) children.set(element, rest)
  }
  return made(a.member && !b.member, children)
}

/** The set with every field that has children as a member, too: who owns a part owns the field that holds it (Set.EnsureNamedFieldsAreMembers). */
export function withParents(set: FieldSet): FieldSet {
  if (set.children.size === 0) return set
  const children = new Map<string, FieldSet>()
  for (const [element, child] of set.children) {
    const whole = withParents(child)
    children.set(element, element.startsWith('f:') ? { member: true, children: whole.children } : whole)
  }
  return { member: set.member, children }
}

/** What is in `a` but neither in `b` nor below one of its members. */
export function recursiveDifference(a: FieldSet, b: FieldSet): FieldSet {
  if (isEmpty(b) || isEmpty(a)) return a
  const children = new Map<string, FieldSet>()
  for (const [element, child] of a.children) {
    const other = b.children.get(element)
    const rest = other === undefined ? child : other.member ? emptySet : recursiveDifference(child, other)
    if (!isEmpty(rest)) children.set(element, rest)
  }
  return made(a.member && !b.member, children)
}

export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  const children = new Map<string, FieldSet>()
  for (const [element, child] of a.children) {
    const other = b.children.get(element)
    const both = other === undefined ? emptySet : intersection(child, other)
    if (!isEmpty(both)) children.set(element, both)
  }
  return made(a.member && b.member, children)
}

export function equalSets(a: FieldSet, b: FieldSet): boolean {
  if (a === b) return true
  if (a.member !== b.member || a.children.size !== b.children.size) return false
  for (const [element, child] of a.children) {
    const other = b.children.get(element)
    if (other === undefined || !equalSets(child, other)) return false
  }
  return true
}

/** The set of one path. */
export function pathSet(...elements: readonly string[]): FieldSet {
  return elements.reduceRight<FieldSet>((set, element) => ({ member: false, children: new Map([[element, set]]) }), leaf)
}

/** Every path of the set, each as its elements. */
export function pathsOf(set: FieldSet, before: readonly string[] = []): string[][] {
  const found = set.member && before.length > 0 ? [[...before]] : []
  for (const element of [...set.children.keys()].sort()) {
    const child = set.children.get(element)
    if (child !== undefined) found.push(...pathsOf(child, [...before, element]))
  }
  return found
}

/** The set as managedFields hold it: `.` marks a member that has children. */
export function toFieldsV1(set: FieldSet): FieldsV1 {
  const entries: [string, unknown][] = set.member && set.children.size > 0 ? [['.', {}]] : []
  for (const element of [...set.children.keys()].sort()) {
    const child = set.children.get(element)
    if (child !== undefined) entries.push([element, toFieldsV1(child)])
  }
  return Object.fromEntries(entries)
}

export function fromFieldsV1(fields: FieldsV1): FieldSet {
  const set = read(fields)
  return made(false, set.children)
}

function read(fields: FieldsV1): FieldSet {
  const children = new Map<string, FieldSet>()
  for (const [element, child] of Object.entries(fields)) if (element !== '.') children.set(element, read(child as FieldsV1))
  return made(children.size === 0 || '.' in fields, children)
}
