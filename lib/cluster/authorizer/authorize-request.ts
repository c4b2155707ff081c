import type { Status } from '@/lib/kube/meta/v1.generated'
import { forbiddenStatus, statusError } from '@/lib/kube/status-error'
import type { ApiRequest, UserInfo } from '../api/request'
import type { ResourceRoute, Route } from '../api/route'
import type { Working } from '../working/working'
import { fullResource, type Attributes, type ResourceAttributes } from './attributes'
import { authorize } from './rbac'

/** Refuses what a user may not do, and whom they may not act as; undefined where the request goes on. */
export function authorizeRequest(
  working: Working,
  who: { readonly user: UserInfo; readonly actingAs: UserInfo | undefined },
  request: ApiRequest,
  route: Route,
  query: URLSearchParams,
): Status | undefined {
  if (who.actingAs !== undefined) {
    const refusal = refuseImpersonation(working, who.user, who.actingAs, attributesOf(who.user, request, route, query))
    if (refusal !== undefined) return refusal
  }
  return refusalOf(working, attributesOf(who.actingAs ?? who.user, request, route, query))
}

/** 403 in the server's words, or undefined (apiserver pkg/endpoints/handlers/responsewriters/errors.go ForbiddenStatusError). */
export function refusalOf(working: Working, attributes: Attributes): Status | undefined {
  const { allowed, reason } = authorize(working, attributes)
  return allowed ? undefined : refusal(attributes, reason)
}

function refusal(attributes: Attributes, reason: string): Status {
  const suffix = reason === '' ? '' : `: ${reason}`
  if (attributes.kind === 'path') return statusError(403, 'Forbidden', `forbidden: ${sentence(attributes)}${suffix}`, {})
  return forbiddenStatus({ group: attributes.group, resource: attributes.resource }, attributes.name, `${sentence(attributes)}${suffix}`)
}

function sentence(attributes: Attributes): string {
  const who = `User ${JSON.stringify(attributes.user.username)} cannot ${attributes.verb}`
  if (attributes.kind === 'path') return `${who} path ${JSON.stringify(attributes.path)}`
  const what = `resource ${JSON.stringify(fullResource(attributes))} in API group ${JSON.stringify(attributes.group)}`
  return `${who} ${what} ${attributes.namespace === '' ? 'at the cluster scope' : `in the namespace ${JSON.stringify(attributes.namespace)}`}`
}

/** The request as the authorizer sees it; a list or watch of one name counts as of that name. */
function attributesOf(user: UserInfo, request: ApiRequest, route: Route, query: URLSearchParams): Attributes {
  if (route.kind === 'path') return { kind: 'path', user, verb: request.method.toLowerCase(), path: route.path }
  const { group, resource, subresource, namespace } = route
  return { kind: 'resource', user, verb: verbOf(request.method, route, query), group, resource, subresource, namespace, name: route.name === '' ? nameInSelector(request.method, query) : route.name }
}

function nameInSelector(method: string, query: URLSearchParams): string {
  if (method !== 'GET' && method !== 'DELETE') return ''
  return /^metadata\.name==?([^,!=]+)$/.exec(query.get('fieldSelector') ?? '')?.[1] ?? ''
}

function verbOf(method: string, { name }: ResourceRoute, query: URLSearchParams): string {
  switch (method) {
    case 'POST':
      return 'create'
    case 'PUT':
      return 'update'
    case 'PATCH':
      return 'patch'
    case 'DELETE':
      return name === '' ? 'deletecollection' : 'delete'
    case 'GET':
    case 'HEAD': {
      const watching = ['1', 'true', ''].includes(query.get('watch') ?? 'false')
      if (name === '') return watching ? 'watch' : 'list'
      return 'get'
    }
    default:
      return ''
  }
}

/**
 * Acting as somebody needs a right of its own. Since 1.36 the server asks first for impersonating in this very request
 * (`impersonate-on:user-info:list`) and says so when it refuses.
 */
function refuseImpersonation(working: Working, user: UserInfo, as: UserInfo, attributes: Attributes): Status | undefined {
  const account = as.username.startsWith('system:serviceaccount:')
  const [, , namespace = '', name = ''] = account ? as.username.split(':') : []
  const asked: ResourceAttributes = account
    ? { kind: 'resource', user, verb: 'impersonate', group: '', resource: 'serviceaccounts', subresource: '', name, namespace }
    : { kind: 'resource', user, verb: 'impersonate', group: '', resource: 'users', subresource: '', name: as.username, namespace: '' }
  if (authorize(working, asked).allowed) return undefined
  return refusal({ ...attributes, user, verb: `impersonate-on:${account ? 'serviceaccount' : 'user-info'}:${attributes.verb}` }, '')
}
