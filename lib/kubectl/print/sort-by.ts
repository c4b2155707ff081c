import { compareQuantities, parseQuantity } from '@/lib/kube/quantity'
import { goSort } from './go-sort'
import { goType } from './go-value'
import { findResults } from './json-path'
import { readJsonPath, type PathNode } from './json-path-parser'

/** Where the sorting is done: what kubectl's log says of it when two values have no order (kubectl get sorter.go). */
export type Sorter = 'table' | 'objects'

/** Sorted items; what is wrong with the path; or the line of a log with which kubectl ends where two values have no order. */
export type Sorted<T> = { readonly items: readonly T[] } | { readonly problem: string } | { readonly where: string; readonly logged: string }

/** Items by what a path finds in them. What has no such field comes first. */
export function sortByPath<T>(items: readonly T[], objectOf: (item: T) => unknown, path: string, sorter: Sorter): Sorted<T> {
  const nodes = readJsonPath(path)
  if ('problem' in nodes) return nodes
  const keyed = items.map((item) => ({ item, values: valuesOf(nodes, objectOf(item)) }))
  const broken = keyed.map(({ values }) => values).find((values) => 'problem' in values)
  if (broken !== undefined && 'problem' in broken) return broken
  const rows = keyed.flatMap(({ item, values }) => ('problem' in values ? [] : [{ item, value: values.value, found: values.found }]))
  if (rows.length > 0 && rows.every(({ found }) => !found)) return { problem: `couldn't find any field with path "${path}" in the list of objects` }
  try {
    goSort(rows, comesFirst)
  } catch (error) {
    if (!(error instanceof Unsortable)) throw error
    const { line, type } = places[sorter]
    return { where: `sorter.go:${String(line)}`, logged: `Field ${path} in ${type} is an unsortable type: interface, err: ${error.message}` }
  }
  return { items: rows.map(({ item }) => item) }
}

const places = { table: { line: 375, type: '[][][]reflect.Value' }, objects: { line: 329, type: '*unstructured.Unstructured' } }

/** Two values that have no order; caught where they are sorted. */
class Unsortable extends Error {}

type Found = { readonly found: boolean; readonly value: unknown } | { readonly problem: string }

function valuesOf(nodes: readonly PathNode[], object: unknown): Found {
  const results = findResults(nodes, object)
  if ('problem' in results) return results
  const [first = []] = results
  return { found: first.length > 0, value: first[0] }
}

interface Row {
  readonly found: boolean
  readonly value: unknown
}

function comesFirst(a: Row, b: Row): boolean {
  if (!a.found) return true
  if (!b.found) return false
  return isLess(a.value, b.value)
}

function isLess(a: unknown, b: unknown): boolean {
  if (a === null || b === null) return a === null && b !== null
  if (typeof a === 'object' || typeof a === 'boolean') throw new Unsortable(`unsortable type: ${goType(a)}`)
  if (goType(a) !== goType(b)) throw new Unsortable('unsortable interface: interface')
  return typeof a === 'string' && typeof b === 'string' ? isLessText(a, b) : (a as number) < (b as number)
}

/** Two quantities by their amount, other texts by their bytes. */
function isLessText(a: string, b: string): boolean {
  const isQuantity = (text: string) => !('error' in parseQuantity(text))
  return isQuantity(a) && isQuantity(b) ? compareQuantities(a, b) < 0 : a < b
}
