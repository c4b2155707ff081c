import type { OnChange } from '../advance'
import { authorizeRequest } from '../authorizer/authorize-request'
import type { Cluster } from '../cluster'
import { openCluster } from '../open'
import { requireCode } from '../rare/require-code'
import type { Working } from '../working/working'
import { authenticate } from './authenticate'
import { fail, type Reply, type RequestContext } from './context'
import { storageDefinition } from './versions'
import { dispatch } from './dispatch'
import { noSuchPath } from './failure'
import { answerPath } from './paths'
import { present } from './present'
import type { ApiRequest, ApiResponse, UserInfo } from './request'
import { servedBy, type ApiResource } from './resources'
import { isServed, routeOf, splitUrl, type ResourceRoute } from './route'

/**
 * One request to the API server: who asks, whether they may, what they ask for, and the answer in the form they accept. Never blocks; throws for what a
 * client can send only `NotFetched`, where a browser has to fetch some code first, and then before anything is done.
 */
export function handle(cluster: Cluster, request: ApiRequest, onChange?: OnChange): { readonly cluster: Cluster; readonly response: ApiResponse } {
  requireCode(request)
  const working = openCluster(cluster)
  working.onChange = onChange
  const response = answer(working, request)
  // A process that ran in a container changed its files, or ended another one, and no object yet.
  const changed = working.resourceVersion !== cluster.resourceVersion || writes.has(request.method) || response.process !== undefined
  return { cluster: changed ? working.close() : cluster, response }
}

const writes = new Set<ApiRequest['method']>(['POST', 'PUT', 'PATCH', 'DELETE'])

/** The same inside a border call. */
export function answer(working: Working, request: ApiRequest): ApiResponse {
  const { path, query } = splitUrl(request.path)
  const route = routeOf(path)
  const warnings: string[] = []
  const warn = (text: string) => {
    if (!warnings.includes(text)) warnings.push(text)
  }
  const who = authenticate(request)
  if ('failure' in who) return present({ status: who.failure.code ?? 401, failure: who.failure }, request, undefined, [])
  const refusal = authorizeRequest(working, who, request, route, query)
  if (refusal !== undefined) return present(fail(refusal), request, undefined, [])
  if (route.kind === 'path') return present(answerPath(servedBy(working.options), request, route.path), request, undefined, warnings)
  return answerResource(working, request, route, query, who.actingAs ?? who.user, warn, warnings)
}

function answerResource(
  working: Working,
  request: ApiRequest,
  route: ResourceRoute,
  query: URLSearchParams,
  user: UserInfo,
  warn: (text: string) => void,
  warnings: readonly string[],
): ApiResponse {
  const served = servedBy(working.options)
  if (!isServed(served, route)) return present({ status: 404, text: '404 page not found\n' }, request, undefined, [])
  const resource = served.get(route.group, route.version, route.resource)
  const subresource = resource?.subresources?.find((sub) => sub.subresource === route.subresource)
  const missing = resource === undefined || (route.subresource !== '' && subresource === undefined) || isMisplaced(resource, route)
  if (missing) return present(fail(noSuchPath()), request, undefined, [])
  const context: RequestContext = { working, request, route, query, resource, subresource, definition: storageDefinition(resource), user, warn }
  const reply = request.method === 'HEAD' ? headRefused() : dispatch(context)
  return present(reply, request, context, warnings)
}

/** An object of a namespace by its name alone, or in a namespace what belongs to none. */
function isMisplaced({ namespaced, resource }: ApiResource, { namespace, name }: ResourceRoute): boolean {
  return namespaced ? namespace === '' && name !== '' : namespace !== '' && resource !== 'namespaces'
}

function headRefused(): Reply {
  return { status: 405, text: '', contentType: 'application/json' }
}

