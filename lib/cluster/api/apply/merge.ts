import { itemElement, valueElement, type Ownership } from '../managed-fields/shapes'
import { partsOf } from '../managed-fields/compare'

type Json = Readonly<Record<string, unknown>>

/** The live value with the configuration's values over it, part by part (structured-merge-diff typed/merge.go). */
export function merged(live: unknown, config: unknown, ownership: Ownership): unknown {
  if (config === undefined) return live
  if (live === undefined || live === null || config === null || ownership.kind === 'whole') return config
  if (ownership.kind === 'list' || ownership.kind === 'set') return Array.isArray(live) && Array.isArray(config) ? mergedLists(live, config, ownership) : config
  if (!isObject(live) || !isObject(config)) return config
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
  let l = 0
  let r = 0
  while (l < left.length || r < right.length) {
    const one = left[l]
    const other = right[r]
    if (one !== undefined && (done.has(one.element) || (other !== undefined && one.element !== other.element && rightElements.has(one.element) && shared[0] !== one.element))) {
      l++
      continue
    }
    if (one !== undefined && !rightElements.has(one.element)) {
      out.push(one.item)
      l++
      continue
    }
    if (other === undefined) {
      l++
      continue
    }
    out.push(merged(leftItems.get(other.element), other.item, inner))
    done.add(other.element)
    if (one?.element === other.element) l++
    if (shared[0] === other.element) shared.shift()
    r++
  }
  return out
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
