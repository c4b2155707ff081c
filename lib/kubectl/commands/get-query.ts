import { flag, flagList, isSet } from '../flags'
import type { Invocation } from '../command'
import { isObject, type JsonObject } from '../json'
import { pathOf, type ResourceTarget } from '../resources'

/** Asks for a table, or for the object where the server makes none. */
export const tableAccept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json'

/** What a list request asks for: selectors and a page size. */
export function queryOf(invocation: Invocation, target: ResourceTarget): string {
  if (target.name !== undefined) return ''
  const query = new URLSearchParams()
  const selector = flag(invocation.flags, 'selector') ?? ''
  const fields = flag(invocation.flags, 'field-selector') ?? ''
  if (fields !== '') query.set('fieldSelector', fields)
  if (selector !== '') query.set('labelSelector', selector)
  query.set('limit', '500')
  return `?${query.toString()}`
}

/** Where a target is asked for. */
export function collection(invocation: Invocation, target: ResourceTarget): string {
  return pathOf(target.definition, invocation.allNamespaces ? undefined : (target.namespace ?? invocation.namespace), target.name)
}

/** How the flags want a table shown. */
export function tableOptions(invocation: Invocation, target: ResourceTarget, many: boolean) {
  const withKind = many || isSet(invocation.flags, 'show-kind')
  const group = target.definition.group === '' ? '' : `.${target.definition.group}`
  return {
    wide: flag(invocation.flags, 'output') === 'wide',
    headers: !isSet(invocation.flags, 'no-headers'),
    withNamespace: invocation.allNamespaces && target.definition.namespaced,
    showLabels: isSet(invocation.flags, 'show-labels'),
    labelColumns: flagList(invocation.flags, 'label-columns'),
    prefix: withKind ? `${target.definition.singular}${group}/` : '',
    showKind: withKind,
  }
}

/** A list's items with their kind, as a decoder for single objects gives them. */
export function items(body: JsonObject): JsonObject[] {
  if (!Array.isArray(body['items'])) return [body]
  const kind = String(body['kind']).replace(/List$/, '')
  return body['items'].filter(isObject).map((item) => ({ apiVersion: body['apiVersion'], kind, ...item }))
}
