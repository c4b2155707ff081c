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

function page(context: RequestContext, query: ListQuery): Reply {
  const { working } = context
  const start = startOf(query)
  if ('failure' in start) return fail(start.failure)
  const asked = start.resourceVersion
  if (asked > working.resourceVersion) return fail(tooLarge(asked, working.resourceVersion))
  const exact = query.continue !== '' || query.resourceVersionMatch === 'Exact' || (asked > 0 && query.limit !== undefined && query.resourceVersionMatch === '')
  const entries = exact ? entriesAt(context, asked) : entriesOf(context)
  if (entries === undefined) return fail(expired(query))
  const after = entries.filter(([key, object]) => (start.after === '' || key > start.after) && query.matches(object))
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
  const token = btoa(JSON.stringify({ v: 'meta.k8s.io/v1', rv: resourceVersion, start: last[0] })).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')
  return { items, resourceVersion: String(resourceVersion), continue: token, ...(query.selective ? {} : { remainingItemCount: after.length - shown.length }) }
}

function entriesAt(context: RequestContext, resourceVersion: number): (readonly [ObjectKey, KubeObject])[] | undefined {
  const { group, resource: name } = storageResource(context.resource)
  const namespace = context.resource.namespaced && context.route.namespace !== '' ? `${context.route.namespace}/` : ''
  const objects = objectsAt(context.working, `${group}/${name}/${namespace}`, entriesOf(context), resourceVersion)
  return objects === undefined ? undefined : [...objects].sort(byKey)
}

function startOf(query: ListQuery) {
  if (query.continue === '') {
    const asked = versionNumber(query.resourceVersion)
    if (asked === undefined) return { failure: badRequest(`resourceVersion: Invalid value: ${JSON.stringify(query.resourceVersion)}: strconv.ParseUint: parsing ${JSON.stringify(query.resourceVersion)}: invalid syntax`) }
    return { after: '', resourceVersion: asked }
  }
  const token = readToken(query.continue)
  if ('error' in token) return { failure: badRequest(`invalid continue token: ${token.error}`) }
  const own = query.resourceVersion !== '' && query.resourceVersion !== '0'
  return own ? { failure: badRequest('specifying resource version is not allowed when using continue') } : token
}

/** Where the last page ended and at which version it was read (apiserver pkg/storage/continue.go DecodeContinue). */
function readToken(text: string): { readonly after: string; readonly resourceVersion: number } | { readonly error: string } {
  const invalid = (why: string) => ({ error: `continue key is not valid: ${why}` })
  const misplaced = text.search(/[^A-Za-z0-9_-]/)
  if (misplaced !== -1 || text.length % 4 === 1) return invalid(`illegal base64 data at input byte ${String(misplaced === -1 ? text.length - 1 : misplaced)}`)
  const parsed = parseGoJson(atob(text.replaceAll('-', '+').replaceAll('_', '/')))
  if ('error' in parsed) return invalid(parsed.error)
  const { v = '', rv, start } = (parsed.value ?? {}) as { v?: string; rv?: number; start?: string }
  if (v !== 'meta.k8s.io/v1') return invalid(`server does not recognize this encoded version ${JSON.stringify(v)}`)
  if (rv === undefined || rv === 0) return invalid('incorrect encoded start resourceVersion (version meta.k8s.io/v1)')
  return start === undefined ? invalid('encoded start key empty (version meta.k8s.io/v1)') : { after: start, resourceVersion: rv }
}

/** A resource version as a number; undefined for what is none. */
export function versionNumber(text: string): number | undefined {
  if (text === '') return 0
  return /^\d+$/.test(text) ? Number(text) : undefined
}

function expired(query: ListQuery) {
  const message =
    query.continue === ''
      ? 'The resourceVersion for the provided list is too old.'
      : 'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.'
  return statusError(410, 'Expired', message)
}
