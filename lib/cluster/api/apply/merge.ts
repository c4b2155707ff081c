import { itemElement, valueElement, type Ownership } from '../managed-fields/shapes'
import { partsOf } from '../managed-fields/compare'

type Json = Readonly<Record<string, unknown>>

/** The live value with the configuration's values over it, part by part (structured-merge-diff typed/merge.go). */
export function merged(live: unknown, config: unknown, ownership: Ownership): unknown {
  if (config === undefined) return live
  if (live === undefined || live === null || config === null || ownership.kind === 'whole') return config
  if (ownership.kind === 'list' || ownership.kind === 'set') return Array.isArray(live) && Array.isArray(config) ? mergedLists(live, config, ownership) : config
  return isObject(live) && isObject(config) ? mergedFields(live, config, ownership) : config
}

function mergedFields(live: Json, config: Json, ownership: Ownership): Json {
  const parts = partsOf(config, ownership)
  const result: Record<string, unknown> = { ...live }
  for (const [element, { value, ownership: inner }] of parts) {
    const name = element.slice(2)
    result[name] = merged(live[name], value, inner)
  }
  return result
}

function elementOf(item: unknown, ownership: Extract<Ownership, { kind: 'list' | 'set' }>): string {
  return ownership.kind === 'set' ? valueElement(item) : itemElement(item, ownership.keys, ownership.itemDefinition)
}

/** Items of both in the configuration's order, items of the live list alone where they stood between. */
function mergedLists(live: readonly unknown[], config: readonly unknown[], ownership: Extract<Ownership, { kind: 'list' | 'set' }>): unknown[] {
  const left = live.map((item) => ({ element: elementOf(item, ownership), item }))
  const right = config.map((item) => ({ element: elementOf(item, ownership), item }))
  const leftItems = new Map(left.map(({ element, item }) => [element, item]))
  const rightElements = new Set(right.map(({ element }) => element))
  const shared = right.filter(({ element }) => leftItems.has(element)).map(({ element }) => element)
  const inner = ownership.kind === 'list' ? ownership.items : ({ kind: 'whole' } as const)
  const done = new Set<string>()
  const out: unknown[] = []
  let r = 0
  const takeRight = (other: Item) => {
    out.push(merged(leftItems.get(other.element), other.item, inner))
    done.add(other.element)
    if (shared[0] === other.element) shared.shift()
    r++
  }
  for (const one of left) {
    while (rightElements.has(one.element) && !done.has(one.element)) {
      const other = right[r]
      if (other === undefined || (one.element !== other.element && shared[0] !== one.element)) break
      takeRight(other)
    }
    if (!rightElements.has(one.element)) out.push(one.item)
  }
  for (const other of right.slice(r)) takeRight(other)
  return out
}

interface Item {
  readonly element: string
  readonly item: unknown
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
