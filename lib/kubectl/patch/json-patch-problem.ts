import type { Operation } from '@/lib/cluster/api/patch/json-patch'
import { isObject, scalarText } from '../json'

const known = ['add', 'remove', 'replace', 'move', 'test', 'copy']

/** Why an operation of a JSON Patch can't be done, as the client's library puts it (evanphx/json-patch v4). */
export function jsonPatchProblem(document: unknown, { op, path, from }: Operation): string {
  const word = op === undefined ? 'unknown' : scalarText(op)
  if (!known.includes(word)) return `Unexpected kind: ${word}`
  if (typeof path !== 'string') return `${word} operation failed to decode path: missing value`
  if (word === 'test') return `testing value ${path} failed: test failed`
  const takesFrom = word === 'move' || word === 'copy'
  const about = takesFrom && typeof from === 'string' ? from : path
  const { parent, key } = parentOf(document, about)
  if (parent === undefined) return withoutPlace(word, about)
  const where = `error in ${word} for path: '${about}'`
  return Array.isArray(parent) ? `${where}: ${indexProblem(key)}` : `${where}: Unable to remove nonexistent key: ${key}: missing value`
}

function withoutPlace(word: string, path: string): string {
  const place = word === 'move' || word === 'copy' ? 'from path' : 'path'
  return `${word} operation does not apply: doc is missing ${place}: ${word === 'remove' || word === 'add' ? `"${path}"` : path}: missing value`
}

function indexProblem(key: string): string {
  if (!/^-?\d+$/.test(key)) return `value was not a proper array index: '${key}': strconv.Atoi: parsing "${key}": invalid syntax`
  return `Unable to access invalid index: ${String(Number(key))}: invalid index referenced`
}

function parentOf(document: unknown, path: string): { readonly parent: unknown; readonly key: string } {
  const steps = path.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const key = steps.at(-1) ?? ''
  let here: unknown = document
  for (const step of steps.slice(0, -1)) {
    if (Array.isArray(here)) here = here[Number(step)] as unknown
    else here = isObject(here) ? here[step] : undefined
  }
  return { parent: isObject(here) || Array.isArray(here) ? here : undefined, key }
}
