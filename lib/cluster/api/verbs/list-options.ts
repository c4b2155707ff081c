import type { FieldError } from '@/lib/kube/field-error'
import type { KubeObject } from '@/lib/kube/object'
import type { RequestContext } from '../context'
import { badRequest, invalidStatus, statusError } from '@/lib/kube/status-error'
import { flagOf, integerOf, type Checked } from '../options'
import { fieldsMatch, parseFieldSelector } from '../selectors/field-selector'
import { fulfilsAll, parseLabelSelector } from '../selectors/label-selector-text'

/** What a list or watch asks for. */
export interface ListQuery {
  readonly matches: (object: KubeObject) => boolean
  /** Whether the list is narrowed by any selector: the server then can't say how many remain. */
  readonly selective: boolean
  readonly limit: number | undefined
  readonly continue: string
  readonly resourceVersion: string
  readonly resourceVersionMatch: string
  readonly watch: boolean
  readonly allowWatchBookmarks: boolean
  readonly sendInitialEvents: boolean | undefined
}

/** Reads and checks the options of a list, watch or deletion of many, in the server's order (apiserver pkg/endpoints/handlers/get.go ListResource). */
export function listQuery({ query, resource, route }: RequestContext): Checked<ListQuery> {
  const textOf = (name: string) => query.get(name) ?? ''
  const timeout = integerOf(query, 'timeoutSeconds')
  if (!timeout.ok) return timeout
  const limit = integerOf(query, 'limit')
  if (!limit.ok) return limit
  const labels = parseLabelSelector(textOf('labelSelector'))
  if (!labels.ok) return { ok: false, failure: badRequest(labels.message) }
  const fields = parseFieldSelector(textOf('fieldSelector'), resource)
  if (!fields.ok) return { ok: false, failure: badRequest(fields.message) }
  const options = withInitialEvents({
    limit: limit.value,
    continue: textOf('continue'),
    resourceVersion: textOf('resourceVersion'),
    resourceVersionMatch: textOf('resourceVersionMatch'),
    watch: flagOf(query, 'watch'),
    allowWatchBookmarks: flagOf(query, 'allowWatchBookmarks'),
    sendInitialEvents: query.get('sendInitialEvents') === null ? undefined : flagOf(query, 'sendInitialEvents'),
  })
  const errors = optionErrors(options)
  if (errors.length > 0) return { ok: false, failure: invalidStatus({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', errors) }
  const selective = labels.requirements.length > 0 || fields.terms.length > 0
  const matches = (object: KubeObject) =>
    (route.name === '' || object.metadata.name === route.name) && fulfilsAll(labels.requirements, object.metadata.labels) && fieldsMatch(fields.terms, object, resource)
  return { ok: true, value: { ...options, selective, matches } }
}

type Options = Omit<ListQuery, 'matches' | 'selective'>

/** A watch from no version in particular begins with all there is (SetListOptionsDefaults). */
function withInitialEvents(options: Options): Options {
  const { watch, sendInitialEvents, resourceVersionMatch, resourceVersion } = options
  const legacy = watch && sendInitialEvents === undefined && resourceVersionMatch === '' && (resourceVersion === '' || resourceVersion === '0')
  return legacy ? { ...options, sendInitialEvents: true, resourceVersionMatch: 'NotOlderThan' } : options
}

/** apimachinery pkg/apis/meta/internalversion/validation/validation.go. */
function optionErrors(options: Options): FieldError[] {
  return options.watch ? watchErrors(options) : listErrors(options)
}

function forbidden(message: string): FieldError {
  return { reason: 'FieldValueForbidden', field: 'resourceVersionMatch', message: `Forbidden: ${message}` }
}

function watchErrors({ resourceVersionMatch: match, sendInitialEvents, continue: token }: Options): FieldError[] {
  const errors: FieldError[] = []
  const other = match !== 'NotOlderThan'
  if (sendInitialEvents !== undefined && other) errors.push(forbidden('sendInitialEvents requires setting resourceVersionMatch to NotOlderThan'))
  if (match === '') return errors
  if (sendInitialEvents === undefined) errors.push(forbidden('resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided'))
  if (other) errors.push({ reason: 'FieldValueNotSupported', field: 'resourceVersionMatch', message: `Unsupported value: ${JSON.stringify(match)}: supported values: "NotOlderThan"` })
  if (token !== '') errors.push(forbidden('resourceVersionMatch is forbidden when continue is provided'))
  return errors
}

function listErrors({ resourceVersion, resourceVersionMatch: match, sendInitialEvents, continue: token }: Options): FieldError[] {
  const errors: FieldError[] = []
  if (match !== '') {
    if (resourceVersion === '') errors.push(forbidden('resourceVersionMatch is forbidden unless resourceVersion is provided'))
    if (token !== '') errors.push(forbidden('resourceVersionMatch is forbidden when continue is provided'))
    if (match !== 'Exact' && match !== 'NotOlderThan') errors.push({ reason: 'FieldValueNotSupported', field: 'resourceVersionMatch', message: `Unsupported value: ${JSON.stringify(match)}: supported values: "Exact", "NotOlderThan", ""` })
    if (match === 'Exact' && resourceVersion === '0') errors.push(forbidden('resourceVersionMatch "exact" is forbidden for resourceVersion "0"'))
  }
  if (sendInitialEvents !== undefined) errors.push({ reason: 'FieldValueForbidden', field: 'sendInitialEvents', message: 'Forbidden: sendInitialEvents is forbidden for list' })
  return errors
}

/** A version that the store has not reached yet: the real server waits for it and gives up. */
export function tooLarge(asked: number, current: number) {
  return statusError(504, 'Timeout', `Timeout: Too large resource version: ${String(asked)}, current: ${String(current)}`, {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
    retryAfterSeconds: 1,
  })
}
