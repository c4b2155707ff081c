import { same } from '../write/same'

/** One operation of a JSON Patch (RFC 6902), as it was sent. */
export interface Operation {
  readonly op?: unknown
  readonly path?: unknown
  readonly from?: unknown
  readonly value?: unknown
}

type Parent = { readonly kind: 'map'; readonly map: Record<string, unknown> } | { readonly kind: 'list'; readonly list: unknown[] }

/** The document after every operation; undefined when one can't be done, and then nothing is (the server doesn't say which). */
export function applyJsonPatch(document: unknown, operations: readonly Operation[]): { readonly value: unknown } | undefined {
  const root = { '': structuredClone(document) } as Record<string, unknown>
  for (const operation of operations) if (!applied(root, operation)) return undefined
  return { value: root[''] }
}

/** A patched document as the server's library writes it: the maps on the way to a place are taken apart, and come out with their keys in order. */
export function sortedWhereTouched(document: unknown, operations: readonly Operation[]): unknown {
  const root = { '': structuredClone(document) } as Record<string, unknown>
  for (const { path, from } of [{ path: '/' }, ...operations] as readonly Operation[]) for (const text of [path, from]) if (typeof text === 'string') sortOnTheWay(root, text)
  return root['']
}

function sortOnTheWay(root: Record<string, unknown>, path: string): void {
  const parts = path.split('/')
  for (let count = 1; count <= parts.length; count++) {
    const at = place(root, parts.slice(0, count).join('/'))
    if (at?.parent.kind !== 'map' || at.parent.map === root) continue
    const { map } = at.parent
    const entries = Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1))
    for (const [key] of entries) Reflect.deleteProperty(map, key)
    Object.assign(map, Object.fromEntries(entries))
  }
}

function applied(root: Record<string, unknown>, { op, path, from, value }: Operation): boolean {
  if (typeof path !== 'string') return false
  switch (op) {
    case 'add':
      return add(root, path, value ?? null)
    case 'replace':
      return replace(root, path, value ?? null)
    case 'remove':
      return remove(root, path)
    case 'test':
      return test(root, path, value)
    case 'move':
    case 'copy': {
      if (typeof from !== 'string') return false
      const found = lookUp(root, from)
      if (found === undefined) return false
      const copy: unknown = structuredClone(found.value)
      return (op === 'copy' || remove(root, from)) && add(root, path, copy)
    }
    default:
      return false
  }
}

function add(root: Record<string, unknown>, path: string, value: unknown): boolean {
  const at = place(root, path)
  if (at === undefined) return false
  if (at.parent.kind === 'map') {
    at.parent.map[at.name] = value
    return true
  }
  const { list } = at.parent
  const index = at.name === '-' ? list.length : indexOf(at.name, list.length + 1)
  if (index === undefined) return false
  list.splice(index, 0, value)
  return true
}

/** A missing map key may be replaced: the server's library puts it there (evanphx/json-patch v4). */
function replace(root: Record<string, unknown>, path: string, value: unknown): boolean {
  const at = place(root, path)
  if (at === undefined) return false
  if (at.parent.kind === 'map') {
    at.parent.map[at.name] = value
    return true
  }
  const index = indexOf(at.name, at.parent.list.length)
  if (index === undefined) return false
  at.parent.list[index] = value
  return true
}

function remove(root: Record<string, unknown>, path: string): boolean {
  const at = place(root, path)
  if (at === undefined) return false
  if (at.parent.kind === 'map') return Object.hasOwn(at.parent.map, at.name) && Reflect.deleteProperty(at.parent.map, at.name)
  const index = indexOf(at.name, at.parent.list.length)
  if (index === undefined) return false
  at.parent.list.splice(index, 1)
  return true
}

function test(root: Record<string, unknown>, path: string, value: unknown): boolean {
  const found = lookUp(root, path)
  if (found === undefined) return value === undefined || value === null
  return same(found.value, value ?? null)
}

function lookUp(root: Record<string, unknown>, path: string): { readonly value: unknown } | undefined {
  const at = place(root, path)
  if (at === undefined) return undefined
  if (at.parent.kind === 'map') return Object.hasOwn(at.parent.map, at.name) ? { value: at.parent.map[at.name] } : undefined
  const index = indexOf(at.name, at.parent.list.length)
  return index === undefined ? undefined : { value: at.parent.list[index] }
}

/** Where a path's last part goes: its parent must be there. The whole document is the entry '' of `root`; what stands before the first slash is not looked at. */
function place(root: Record<string, unknown>, path: string): { readonly parent: Parent; readonly name: string } | undefined {
  if (path === '') return { parent: { kind: 'map', map: root }, name: '' }
  const split = path.split('/')
  const parts = (split.length === 1 ? split : split.slice(1)).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const name = parts.pop() ?? ''
  let parent = parentOf(root[''])
  for (const part of parts) {
    if (parent === undefined) return undefined
    parent = parentOf(parent.kind === 'map' ? (Object.hasOwn(parent.map, part) ? parent.map[part] : undefined) : parent.list[indexOf(part, parent.list.length) ?? -1])
  }
  return parent === undefined ? undefined : { parent, name }
}

function parentOf(value: unknown): Parent | undefined {
  if (Array.isArray(value)) return { kind: 'list', list: value as unknown[] }
  return typeof value === 'object' && value !== null ? { kind: 'map', map: value as Record<string, unknown> } : undefined
}

/** A place in a list; negative ones count from its end. */
function indexOf(text: string, length: number): number | undefined {
  if (!/^-?\d+$/.test(text)) return undefined
  const index = Number(text)
  if (index >= length || index < -length) return undefined
  return index < 0 ? index + length : index
}
