import { rareCode } from '#rare-code'
import type { Reply, RequestContext } from './context'
import { fail } from './context'
import { methodNotAllowed } from './failure'
import { subresourceVerb } from './subresources/dispatch'
import { create } from './verbs/create'
import { remove, removeMany } from './verbs/delete'
import { get } from './verbs/get'
import { list } from './verbs/list'
import { patch } from './verbs/patch'
import { replace } from './verbs/replace'

/** The verb that a method means here, or 405: on a collection, an object, a subresource. */
export function dispatch(context: RequestContext): Reply {
  const { request, route, resource, subresource } = context
  if (resource.group === '' && resource.resource === 'endpoints') context.warn('v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice')
  if (subresource !== undefined) return subresourceVerb(context, subresource)
  const named = route.name !== ''
  const verb = verbOf(request.method, named)
  const placeless = resource.namespaced && route.namespace === ''
  if (verb === undefined || (placeless && verb !== 'list') || !resource.verbs.includes(verb)) return fail(methodNotAllowed())
  switch (verb) {
    case 'create':
      return answered(context) ?? create(context)
    case 'get':
      return get(context)
    case 'list':
      return list(context)
    case 'update':
      return replace(context)
    case 'patch':
      return patch(context)
    case 'delete':
      return remove(context)
    case 'deletecollection':
      return removeMany(context)
  }
}

/** Reviews are answered, and a Binding binds: neither is stored. */
function answered(context: RequestContext): Reply | undefined {
  const { resource } = context.resource
  return resource.endsWith('reviews') || resource === 'bindings' ? rareCode().review(context) : undefined
}

type Verb = 'create' | 'get' | 'list' | 'update' | 'patch' | 'delete' | 'deletecollection'

function verbOf(method: string, named: boolean): Verb | undefined {
  switch (method) {
    case 'GET':
      return named ? 'get' : 'list'
    case 'POST':
      return named ? undefined : 'create'
    case 'PUT':
      return named ? 'update' : undefined
    case 'PATCH':
      return named ? 'patch' : undefined
    case 'DELETE':
      return named ? 'delete' : 'deletecollection'
    default:
      return undefined
  }
}
