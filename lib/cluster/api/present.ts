import type { KubeObject } from '@/lib/kube/object'
import type { Status } from '@/lib/kube/meta/v1.generated'
import { badRequest, statusError } from '@/lib/kube/status-error'
import { acceptedMediaTypes } from './body/read-object'
import { writeYaml } from './body/write-yaml'
import type { ObjectList, Reply, RequestContext } from './context'
import { negotiate, type Form } from './negotiate'
import { partialList, partialObject } from './partial'
import type { ApiRequest, ApiResponse, WatchEvents } from './request'
import { groupVersion } from './resources'
import { tableOf } from './tables/table'

const plainText = 'text/plain; charset=utf-8'

/** A reply in the form the client accepts: JSON or YAML; whole objects, their metadata alone, or Tables. Errors are always JSON. */
export function present(reply: Reply, request: ApiRequest, context: RequestContext | undefined, warnings: readonly string[]): ApiResponse {
  const extra = warnings.length === 0 ? {} : { warnings }
  if ('failure' in reply) return { ...failed(reply.failure), ...extra }
  if ('text' in reply) return { status: reply.status, contentType: reply.contentType ?? plainText, body: reply.text, ...extra }
  if ('process' in reply) return { status: reply.status, contentType: 'application/json', body: '', process: reply.process, ...extra }
  const form = negotiate(request.headers?.['accept'])
  if (form === undefined) return failed(statusError(406, 'NotAcceptable', `406: Not Acceptable\n\nAvailable representations: ${acceptedMediaTypes}`, {}))
  if (form === 'unknown') return failed(statusError(406, 'NotAcceptable', `only the following media types are accepted: ${acceptedMediaTypes}`))
  if ('watch' in reply) return presentWatch(reply.watch, form, context)
  return { ...presentObjects(reply, form, context), ...extra }
}

function presentObjects(reply: Extract<Reply, { object: unknown } | { list: unknown }>, form: Form, context: RequestContext | undefined): ApiResponse {
  const body = shaped(reply, form, context)
  if ('failure' in body) return failed(body.failure)
  if (form.media === 'yaml') return { status: reply.status, contentType: 'application/yaml', body: writeYaml(body.value) }
  const own = 'contentType' in reply ? reply.contentType : undefined
  return { status: reply.status, contentType: own ?? 'application/json', body: body.value }
}

function failed(failure: Status): ApiResponse {
  return { status: failure.code ?? 500, contentType: 'application/json', body: failure }
}

type Shaped = { readonly value: unknown } | { readonly failure: Status }

function shaped(reply: Extract<Reply, { object: unknown } | { list: unknown }>, form: Form, context: RequestContext | undefined): Shaped {
  if ('object' in reply) return shapedObject(reply.object, form, context)
  return context === undefined ? { value: reply.list } : shapedList(reply.list, form, context)
}

function shapedObject(object: KubeObject | Readonly<Record<string, unknown>>, form: Form, context: RequestContext | undefined): Shaped {
  if (form.as === undefined || context === undefined || object['kind' as keyof typeof object] === 'Status') return { value: object }
  const stored = object as KubeObject
  if (form.as === 'PartialObjectMetadata') return { value: partialObject(stored, form.version) }
  if (form.as === 'PartialObjectMetadataList') {
    return { failure: statusError(406, 'NotAcceptable', `you requested PartialObjectMetadataList, but the requested object is not a list (*${internalType(context)})`) }
  }
  const include = includeOf(context)
  if ('failure' in include) return include
  return { value: tableOf(context, [stored], { resourceVersion: stored.metadata.resourceVersion }, include.include, form.version) }
}

function shapedList(list: ObjectList, form: Form, context: RequestContext): Shaped {
  const { resourceVersion, continue: token, remainingItemCount } = list
  const metadata = { resourceVersion, ...(token === undefined ? {} : { continue: token }), ...(remainingItemCount === undefined ? {} : { remainingItemCount }) }
  if (form.as === 'Table') {
    const include = includeOf(context)
    return 'failure' in include ? include : { value: tableOf(context, list.items, metadata, include.include, form.version) }
  }
  if (form.as === 'PartialObjectMetadataList') return { value: partialList(list.items, metadata, form.version) }
  if (form.as === 'PartialObjectMetadata') {
    return { failure: statusError(406, 'NotAcceptable', `you requested PartialObjectMetadata, but the requested object is a list (*${internalType(context)}List)`) }
  }
  const { kind } = context.resource
  return { value: { kind: `${kind}List`, apiVersion: groupVersion(context.resource), metadata, items: list.items.map(withoutTypeMeta) } }
}

/** Items of a list don't repeat what the list is of. */
function withoutTypeMeta({ kind: _kind, apiVersion: _version, ...item }: KubeObject) {
  return item
}

function internalType({ resource }: RequestContext): string {
  return `${resource.group === '' ? 'core' : (resource.group.split('.')[0] ?? '')}.${resource.kind}`
}

const includes = ['Metadata', 'Object', 'None', '']

function includeOf({ query }: RequestContext): { readonly include: 'Metadata' | 'Object' | 'None' } | { readonly failure: Status } {
  const asked = query.get('includeObject') ?? ''
  if (!includes.includes(asked)) return { failure: badRequest(`Unable to convert to Table as requested: includeObject: Invalid value: ${JSON.stringify(asked)}: must be 'Metadata', 'Object', 'None', or empty`) }
  return { include: asked === 'Object' || asked === 'None' ? asked : 'Metadata' }
}

function presentWatch(watch: WatchEvents, form: Form, context: RequestContext | undefined): ApiResponse {
  const events = watch.events.map((event, index) => (event.type === 'ERROR' || context === undefined ? event : { type: event.type, object: watched(event, form, context, index) }))
  return { status: 200, contentType: 'application/json', body: '', watch: { events, resourceVersion: watch.resourceVersion } }
}

/** Only the first Table of a watch names its columns. */
function watched({ type, object }: WatchEvents['events'][number], form: Form, context: RequestContext, index: number): unknown {
  const stored = object as KubeObject
  if (form.as === 'PartialObjectMetadata') return partialObject(stored, form.version)
  if (form.as !== 'Table') return object
  const include = includeOf(context)
  const rows = type === 'BOOKMARK' ? [] : [stored]
  const table = tableOf(context, rows, { resourceVersion: stored.metadata.resourceVersion }, 'include' in include ? include.include : 'Metadata', form.version)
  return index === 0 ? table : { ...table, columnDefinitions: null }
}
