import { isObject } from '../json'
import type { Operation } from '@/lib/cluster/api/patch/json-patch'

/** Why an operation of a JSON Patch can't be done, as the client's library puts it (evanphx/json-patch v4). */
export function jsonPatchProblem(document: unknown, { op, path, from, value }: Operation): string {
  if (!['add', 'remove', 'replace', 'move', 'test', 'copy'].includes(String(op))) return `Unexpected kind: ${op === undefined ? 'unknown' : String(op)}`
  if (typeof path !== 'string') return `${String(op)} operation failed to decode path: missing value`
  if (op === 'test') return `testing value ${path} failed: test failed`
  const about = op === 'move' || op === 'copy' ? (typeof from === 'string' ? from : '') : path
  const { parent, key } = parentOf(document, about)
  const word = String(op)
  if (parent === undefined) return `${word} operation does not apply: doc is missing ${word === 'move' || word === 'copy' ? 'from path' : 'path'}: ${word === 'remove' || word === 'add' ? `"${about}"` : about}: missing value`
  const where = `error in ${word} for path: '${path}'`
  if (Array.isArray(parent)) return `${where}: ${indexProblem(key)}`
  if (op === 'move' || op === 'copy') return `error in ${word} for path: '${about}': Unable to remove nonexistent key: ${key}: missing value`
  return value === undefined || op === 'remove' ? `${where}: Unable to remove nonexistent key: ${key}: missing value` : `${where}: missing value`
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
