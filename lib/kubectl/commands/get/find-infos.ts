import type { Status } from '@/lib/kube/meta/v1.generated'
import { isFailure } from '../../failure'
import { flag, isSet } from '../../flags'
import { call, type Invocation, type Running } from '../../command'
import { isObject, valueAt, type JsonObject } from '../../json'
import { refusal, type Problem } from '../../problems'
import { gathered } from '../../read-manifests'
import { pathOf, type ResourceMapping } from '../../resources'
import type { Selection } from './selection'

/** One answer of the server: an object, a page of a list, or a Table of either. */
export interface Info {
  readonly definition: ResourceMapping
  readonly object: JsonObject
}

/** Asks for a table, or for the object where the server makes none. */
export const tableAccept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json'

/** What is asked for besides the objects. */
export interface Asking {
  readonly accept: string
  readonly includeObject: boolean
}

/** Everything selected, and what could not be had: one refusal does not keep the others from being asked for (ContinueOnError). */
export function* findInfos(invocation: Invocation, selection: Selection, asking: Asking): Running<{ readonly infos: readonly Info[]; readonly problems: readonly Problem[] }> {
  const infos: Info[] = []
  const problems: Problem[] = []
  const keep = (found: readonly Info[] | Status) => {
    if (!isFailure(found)) infos.push(...found)
    else if (!(isSet(invocation.flags, 'ignore-not-found') && found.reason === 'NotFound')) problems.push(refusal(found))
  }
  if (selection.by === 'type') for (const definition of selection.definitions) keep(yield* listed(invocation, definition, asking))
  else {
    const subresource = flag(invocation.flags, 'subresource') ?? ''
    for (const { definition, namespace, name } of selection.targets) {
      const query = asking.includeObject ? '?includeObject=Object' : ''
      const response = yield* call(invocation, 'GET', `${pathOf(definition, namespace, name)}${subresource === '' ? '' : `/${subresource}`}${query}`, { accept: asking.accept })
      keep(isFailure(response.body) ? yield* namedFailure(invocation, response.body, namespace) : [{ definition, object: isObject(response.body) ? response.body : {} }])
    }
  }
  return { infos, problems: selection.by === 'name' ? gathered(selection.unread, problems, 'files first') : problems }
}

/** Why an object is not there: the namespace may not be there either (cli-runtime visitor.go Info.Get). */
export function* namedFailure(invocation: Invocation, status: Status, namespace: string | undefined): Running<Status> {
  if (status.reason !== 'NotFound' || namespace === undefined || namespace === 'default') return status
  const { body } = yield* call(invocation, 'GET', `/api/v1/namespaces/${namespace}`)
  return isFailure(body) && body.reason === 'NotFound' ? body : status
}

/** The pages of a list (cli-runtime selector.go FollowContinue). */
function* listed(invocation: Invocation, definition: ResourceMapping, { accept, includeObject }: Asking): Running<readonly Info[] | Status> {
  const pages: Info[] = []
  const selectors = selectorsOf(invocation)
  const limit = includeObject ? '0' : (flag(invocation.flags, 'chunk-size') ?? '500')
  const query = new URLSearchParams({ ...selectors, ...(Number(limit) > 0 ? { limit } : {}), ...(includeObject ? { includeObject: 'Object' } : {}) })
  for (;;) {
    const response = yield* call(invocation, 'GET', `${collectionOf(invocation, definition)}?${query.toString()}`, { accept })
    if (isFailure(response.body)) return listFailure(response.body, definition, selectors)
    pages.push({ definition, object: response.body as JsonObject })
    const token = valueAt(response.body, ['metadata', 'continue'])
    if (typeof token !== 'string' || token === '') return pages
    query.set('continue', token)
  }
}

/** What a refused list says: also what was looked for, where the request itself was wrong (cli-runtime helper.go EnhanceListError). */
export function listFailure(status: Status, { group, version, resource }: ResourceMapping, { labelSelector = '', fieldSelector = '' }: Selectors): Status {
  if (status.reason !== 'BadRequest' && status.reason !== 'NotFound') return status
  const subject = `"${group}/${version}, Resource=${resource}"`
  const doing = labelSelector === '' && fieldSelector === '' ? `Unable to list ${subject}` : `Unable to find ${subject} that match label selector ${JSON.stringify(labelSelector)}, field selector ${JSON.stringify(fieldSelector)}`
  return { ...status, message: `${doing}: ${status.message ?? ''}` }
}

/** The selectors of a list request. */
export interface Selectors {
  readonly labelSelector?: string
  readonly fieldSelector?: string
}

/** What the flags choose by. */
export function selectorsOf({ flags }: Invocation): Selectors {
  const [labelSelector, fieldSelector] = [(flag(flags, 'selector') ?? '').trim(), (flag(flags, 'field-selector') ?? '').trim()]
  return { ...(fieldSelector === '' ? {} : { fieldSelector }), ...(labelSelector === '' ? {} : { labelSelector }) }
}

/** Where a type's objects are listed. */
export function collectionOf(invocation: Invocation, definition: ResourceMapping): string {
  return pathOf(definition, invocation.allNamespaces ? undefined : invocation.namespace)
}

/** A list's items with their kind, as a decoder for single objects gives them. */
export function itemsWithKind(body: JsonObject): JsonObject[] {
  if (!Array.isArray(body['items'])) return [body]
  const kind = String(body['kind']).replace(/List$/, '')
  return body['items'].filter(isObject).map((item) => ({ apiVersion: body['apiVersion'], kind, ...item }))
}
