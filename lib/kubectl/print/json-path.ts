import { fail } from '../failure'
import { goJsonText, isObject } from '../json'
import { goNumber, goSyntax, goType } from './go-value'
import { parseJsonPath, type PathNode } from './json-path-parser'

/** What went wrong while a template was executed; caught where it is printed, so that it can say with which template. */
class PathError extends Error {}

/** How a template is run. */
export interface JsonPathOptions {
  /** A field that is nowhere ends the command (--allow-missing-template-keys=false). */
  readonly needsFields?: boolean
  /** Every result as a JSON list (-o jsonpath-as-json). */
  readonly asJson?: boolean
}

/** Prints a template such as `{.items[*].metadata.name}{"\n"}` over an object (client-go util/jsonpath). One that cannot be read or executed ends the command. */
export function printJsonPath(template: string, object: unknown, { needsFields = false, asJson = false }: JsonPathOptions = {}): string {
  const nodes = parseJsonPath(template)
  try {
    const results = runTemplate(nodes, object, needsFields)
    return results.map((values) => (asJson ? `${goJsonText(values, 4)}\n` : values.map(printed).join(' '))).join('')
  } catch (error) {
    if (!(error instanceof PathError)) throw error
    return fail(`error executing jsonpath "${template.replace(/["\\]/g, '\\$&')}": Error executing template: ${error.message}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${template}\n\tobject given to jsonpath engine was:\n\t\t${goSyntax(object)}\n\n\n`)
  }
}

/** What a path finds, one list for each of its parts, or what is wrong with it; missing fields find nothing. For columns, sort keys and conditions. */
export function findResults(nodes: readonly PathNode[], object: unknown): readonly (readonly unknown[])[] | { readonly problem: string } {
  try {
    return runTemplate(nodes, object, false)
  } catch (error) {
    if (error instanceof PathError) return { problem: error.message }
    throw error
  }
}

const relaxedForm = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/

/** kubectl takes `.metadata.name` and `metadata.name` for `{.metadata.name}` in columns, sort keys and conditions; undefined: it is no path (kubectl get customcolumn.go). */
export function relaxedPath(path: string): string | undefined {
  if (path === '') return path
  const match = relaxedForm.exec(path)
  return match === null ? undefined : `{.${match[1] ?? match[2] ?? ''}}`
}

/** What is said of a path that is none. */
export const noPath = "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'"

function printed(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? goNumber(value) : goJsonText(value)
}

/** Every node's results; a range runs what follows it once per item, up to its end. */
function runTemplate(nodes: readonly PathNode[], object: unknown, needsFields: boolean): unknown[][] {
  return runBlock(nodes, 0, object, needsFields).results
}

function runBlock(nodes: readonly PathNode[], from: number, cursor: unknown, needsFields: boolean): { readonly results: unknown[][]; readonly end: number } {
  const results: unknown[][] = []
  for (let at = from; at < nodes.length; at++) {
    const node = nodes[at]
    if (node?.type === 'list' && node.nodes[0]?.type === 'identifier') {
      const [first, ...rest] = node.nodes
      if (first.name === 'end') {
        if (from === 0) throw new PathError('not in range, nothing to end')
        return { results, end: at }
      }
      if (first.name !== 'range') throw new PathError(`unrecognized identifier ${first.name}`)
      const items = evaluateAll(rest, [cursor], needsFields)
      let end = nodes.length
      for (const item of items) {
        const block = runBlock(nodes, at + 1, item, needsFields)
        results.push(...block.results)
        end = block.end
      }
      if (items.length === 0) end = runBlock(nodes, at + 1, undefined, needsFields).end
      at = end
    } else if (node !== undefined) results.push([...evaluate(node, [cursor], needsFields)])
  }
  return { results, end: nodes.length }
}

function evaluateAll(nodes: readonly PathNode[], input: readonly unknown[], needsFields: boolean): readonly unknown[] {
  return nodes.reduce((values, node) => evaluate(node, values, needsFields), input)
}

function evaluate(node: PathNode, input: readonly unknown[], needsFields: boolean): readonly unknown[] {
  switch (node.type) {
    case 'text':
    case 'value':
      return [node.value]
    case 'list':
      return evaluateAll(node.nodes, input, needsFields)
    case 'identifier':
      throw new PathError(`unrecognized identifier ${node.name}`)
    case 'field':
      return fieldsNamed(node.name, input, needsFields)
    case 'wildcard':
      return input.flatMap((value) => children(value))
    case 'recursive':
      return descend(input)
    case 'union':
      return node.nodes.flatMap((part) => evaluate(part, input, needsFields))
    case 'array':
      return input.flatMap((value) => slice(value, node))
    case 'filter':
      return input.flatMap((value) => filter(value, node, needsFields))
  }
}

function fieldsNamed(name: string, input: readonly unknown[], needsFields: boolean): readonly unknown[] {
  const found = input.flatMap((value) => (isObject(value) && Object.hasOwn(value, name) ? [value[name]] : []))
  if (needsFields && found.length === 0) throw new PathError(`${name} is not found`)
  return found
}

function children(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return isObject(value) ? Object.keys(value).sort().map((key) => value[key]) : []
}

function descend(input: readonly unknown[]): readonly unknown[] {
  return input.flatMap((value) => {
    const below = children(value)
    return below.length === 0 ? [] : [value, ...descend(below)]
  })
}

function slice(value: unknown, { from, to, toDerived, step }: Extract<PathNode, { type: 'array' }>): readonly unknown[] {
  if (value === null || value === undefined) return []
  if (!Array.isArray(value)) throw new PathError(`${goType(value)} is not array or slice`)
  const list: readonly unknown[] = value
  const { length } = list
  const start = fromEnd(from ?? 0, length)
  const end = to === 0 && toDerived ? length : fromEnd(to ?? length, length)
  if (end === start) return []
  checkBounds(start, end, length)
  if (step !== undefined && step <= 0) throw new PathError('step must be > 0')
  return list.slice(start, end).filter((_, index) => index % (step ?? 1) === 0)
}

function fromEnd(index: number, length: number): number {
  return index < 0 ? index + length : index
}

function checkBounds(start: number, end: number, length: number): void {
  if (start >= length || start < 0) throw new PathError(`array index out of bounds: index ${String(start)}, length ${String(length)}`)
  if (end > length || end < 0) throw new PathError(`array index out of bounds: index ${String(end - 1)}, length ${String(length)}`)
  if (start > end) throw new PathError(`starting index ${String(start)} is greater than ending index ${String(end)}`)
}

function filter(value: unknown, { left, operator, right }: Extract<PathNode, { type: 'filter' }>, needsFields: boolean): readonly unknown[] {
  if (value === null || value === undefined) return []
  if (!Array.isArray(value)) throw new PathError(`${goValueText(value)} is not array or slice and cannot be filtered`)
  return value.filter((item: unknown) => {
    const lefts = evaluateAll(left, [item], needsFields)
    if (operator === 'exists') return lefts.length > 0
    if (lefts.length === 0) return false
    const rights = evaluateAll(right, [item], needsFields)
    if (lefts.length > 1 || rights.length > 1) throw new PathError('can only compare one element at a time')
    if (rights.length === 0) return false
    return compares(lefts[0], operator, rights[0])
  })
}

function goValueText(value: unknown): string {
  return isObject(value) ? `map[${Object.keys(value).sort().map((key) => `${key}:${goValueText(value[key])}`).join(' ')}]` : String(value)
}

function compares(left: unknown, operator: string, right: unknown): boolean {
  const [a, b] = [kindOf(left), kindOf(right)]
  if (a !== b) throw new PathError('incompatible types for comparison')
  if (operator === '==') return left === right
  if (operator === '!=') return left !== right
  if (a === 'bool') throw new PathError('invalid type for comparison')
  const [x, y] = [left as number, right as number]
  if (operator === '<') return x < y
  if (operator === '>') return x > y
  if (operator === '<=') return x <= y
  if (operator === '>=') return x >= y
  throw new PathError(`unrecognized filter operator ${operator}`)
}

function kindOf(value: unknown): string {
  if (value === null || typeof value === 'object') throw new PathError('invalid type for comparison')
  return goType(value)
}
