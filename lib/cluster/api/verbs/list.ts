import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import { fail, type ObjectList, type Reply, type RequestContext } from '../context'
import { badRequest, statusError } from '@/lib/kube/status-error'
import { parseGoJson } from '../body/go-json'
import { withManagedFields } from '../managed-fields/read'
import { inVersion, storageDefinition, storageResource } from '../versions'
import { objectsAt } from './history'
import { listQuery, tooLarge, type ListQuery } from './list-options'
import { watch } from './watch'

/** GET of many: a list, or with `watch` what has changed. */
export function list(context: RequestContext): Reply {
  const checked = listQuery(context)
  if (!checked.ok) return fail(checked.failure)
  return checked.value.watch ? watch(context, checked.value) : page(context, checked.value)
}

/** Entries of a resource, of one namespace or of all, in the store's order: by namespace and name. */
export function entriesOf({ working, route, resource }: RequestContext): (readonly [ObjectKey, KubeObject])[] {
  const { group, resource: name } = storageResource(resource)
  const index = resource.namespaced && route.namespace !== '' ? `${group}/${name}/${route.namespace}` : `${group}/${name}`
  const entries: (readonly [ObjectKey, KubeObject])[] = []
  for (const key of working.keys(index)) {
    const object = working.get(key)
    if (object !== undefined) entries.push([key, object])
  }
  return entries.sort(byKey)
}

function byKey([a]: readonly [ObjectKey, unknown], [b]: readonly [ObjectKey, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** What a list asks for, or as much of it as one page holds. */
export function page(context: RequestContext, query: ListQuery): Reply {
  const { working } = context
  const prefix = prefixOf(context)
  const start = startOf(query, prefix)
  if ('failure' in start) return fail(start.failure)
  const asked = start.resourceVersion
  if (asked > working.resourceVersion) return fail(tooLarge(asked, working.resourceVersion))
  const exact = (query.continue !== '' && asked > 0) || query.resourceVersionMatch === 'Exact' || (asked > 0 && query.limit !== undefined && query.resourceVersionMatch === '')
  const entries = exact ? entriesAt(context, asked) : entriesOf(context)
  if (entries === undefined) return fail(expired(start.after.slice(prefix.length)))
  const after = entries.filter(([key, object]) => (key >= start.after) && query.matches(object))
  const resourceVersion = exact ? asked : working.resourceVersion
  return { status: 200, list: cut(context, query, after, resourceVersion) }
}

function cut(context: RequestContext, query: ListQuery, after: readonly (readonly [ObjectKey, KubeObject])[], resourceVersion: number): ObjectList {
  const limit = query.limit !== undefined && query.limit > 0 ? query.limit : after.length
  const shown = after.slice(0, limit)
  const definition = storageDefinition(context.resource)
  const items = shown.map(([, object]) => inVersion(withManagedFields(context.working, object, definition), context.resource))
  const last = shown.at(-1)
  if (after.length <= limit || last === undefined) return { items, resourceVersion: String(resourceVersion) }
  return { items, resourceVersion: String(resourceVersion), continue: tokenOf(resourceVersion, `${last[0].slice(prefixOf(context).length)}\0`), ...(query.selective ? {} : { remainingItemCount: after.length - shown.length }) }
}

/** What the keys of a list have in common: a token says only what comes after. */
function prefixOf({ resource, route }: RequestContext): string {
  const { group, resource: name } = storageResource(resource)
  return `${group}/${name}/${!resource.namespaced ? '/' : route.namespace === '' ? '' : `${route.namespace}/`}`
}

function tokenOf(rv: number, start: string): string {
  return btoa(JSON.stringify({ v: 'meta.k8s.io/v1', rv, start })).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')
}

function entriesAt(context: RequestContext, resourceVersion: number): (readonly [ObjectKey, KubeObject])[] | undefined {
  const objects = objectsAt(context.working, prefixOf(context), entriesOf(context), resourceVersion)
  return objects === undefined ? undefined : [...objects].sort(byKey)
}

/** What is said of a version that is no number. */
export function badVersion(text: string): string {
  return `resourceVersion: Invalid value: ${JSON.stringify(text)}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`
}

function startOf(query: ListQuery, prefix: string) {
  if (query.continue === '') {
    const asked = versionNumber(query.resourceVersion)
    return asked === undefined ? { failure: badRequest(`invalid resource version: ${badVersion(query.resourceVersion)}`) } : { after: '', resourceVersion: asked }
  }
  const token = readToken(query.continue, prefix)
  if ('error' in token) return { failure: badRequest(`invalid continue token: continue key is not valid: ${token.error}`) }
  const own = query.resourceVersion !== '' && query.resourceVersion !== '0'
  return own ? { failure: badRequest('specifying resource version is not allowed when using continue') } : token
}

/** Where the last page ended and at which version it was read; below zero for whatever there is now (apiserver pkg/storage/continue.go DecodeContinue). */
function readToken(text: string, prefix: string): { readonly after: string; readonly resourceVersion: number } | { readonly error: string } {
  const misplaced = text.search(/[^A-Za-z0-9_-]/)
  if (misplaced !== -1 || text.length % 4 === 1) return { error: `illegal base64 data at input byte ${String(misplaced === -1 ? text.length - 1 : misplaced)}` }
  const parsed = parseGoJson(atob(text.replaceAll('-', '+').replaceAll('_', '/')))
  if ('error' in parsed) return { error: parsed.error }
  return placeOf((parsed.value ?? {}), prefix)
}

interface Token {
  readonly v?: string
  readonly rv?: number
  readonly start?: string
}

function placeOf({ v = '', rv = 0, start = '' }: Token, prefix: string): ReturnType<typeof readToken> {
  if (v !== 'meta.k8s.io/v1') return { error: `server does not recognize this encoded version ${v}` }
  if (rv === 0) return { error: 'incorrect encoded start resourceVersion (version meta.k8s.io/v1)' }
  if (start === '') return { error: 'encoded start key empty (version meta.k8s.io/v1)' }
  const key = start.replace(/^\//, '')
  return key.split('/').some((part) => part === '' || part === '.' || part === '..') ? { error: start } : { after: `${prefix}${key}`, resourceVersion: rv }
}

/** A resource version as a number; undefined for what is none. */
export function versionNumber(text: string): number | undefined {
  if (text === '') return 0
  return /^\d+$/.test(text) ? Number(text) : undefined
}

/** Too old; a list in pages is told how to go on without being consistent. */
function expired(start: string) {
  if (start === '') return statusError(410, 'Expired', 'The resourceVersion for the provided list is too old.')
  const message = 'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.'
  return { ...statusError(410, 'Expired', message), metadata: { continue: tokenOf(-1, start) } }
}
