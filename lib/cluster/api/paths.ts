import { rareCode } from '#rare-code'
import { apiGroup, apiGroupList, apiResourceList, apiVersions } from './discovery/legacy'
import { aggregatedDiscovery } from './discovery/aggregated'
import { fail, type Reply } from './context'
import { methodNotAllowed, noSuchPath } from './failure'
import type { ApiRequest } from './request'
import { groupVersion, type ServedResources } from './resources'
import { version } from './version'

/** Everything that is no resource: discovery, OpenAPI, version, health. */
export function answerPath(served: ServedResources, request: ApiRequest, path: string): Reply {
  const clean = path.length > 1 ? path.replace(/\/$/, '') : path
  const answer = pathAnswer(served, request, clean)
  if (answer === undefined) return clean.startsWith('/api/') || knownGroup(served, clean) ? fail(noSuchPath()) : { status: 404, text: '404 page not found\n' }
  // Whether it is well the server says by any method (apiserver pkg/server/healthz).
  return request.method === 'GET' || request.method === 'HEAD' || 'text' in answer ? answer : fail(methodNotAllowed())
}

function knownGroup(served: ServedResources, path: string): boolean {
  const [, root, group = ''] = path.split('/')
  return root === 'apis' && served.versionsOf(group).length > 0
}

function pathAnswer(served: ServedResources, request: ApiRequest, path: string): Reply | undefined {
  switch (path) {
    case '/':
      return json({ paths: rootPaths(served) })
    case '/version':
      return json(version)
    case '/healthz':
    case '/livez':
    case '/readyz':
      return { status: 200, text: 'ok' }
    case '/api':
      return aggregatedDiscovery(served, request, 'core') ?? json(apiVersions())
    case '/apis':
      return aggregatedDiscovery(served, request, 'groups') ?? json(apiGroupList(served))
    case '/openapi/v3':
      return json(rareCode().openApiIndex(served))
    default:
      return discoveryPath(served, path) ?? openApiPath(served, path) ?? healthCheck(path)
  }
}

const checks = new Set(['ping', 'log', 'etcd'])

function healthCheck(path: string): Reply | undefined {
  const [, check = ''] = /^\/(?:healthz|livez|readyz)\/(.+)$/.exec(path) ?? []
  return checks.has(check) ? { status: 200, text: 'ok' } : undefined
}

function discoveryPath(served: ServedResources, path: string): Reply | undefined {
  const [, root, group = '', version = '', more] = path.split('/')
  if (root === 'api' && version === '') return listed(served, '', group)
  if (root !== 'apis' || more !== undefined || served.versionsOf(group).length === 0) return undefined
  return version === '' ? json(apiGroup(served, group, true)) : listed(served, group, version)
}

function listed(served: ServedResources, group: string, version: string): Reply | undefined {
  return served.versionsOf(group).includes(version) ? json(apiResourceList(served, group, version)) : undefined
}

function openApiPath(served: ServedResources, path: string): Reply | undefined {
  const [, groupVersionPath = ''] = /^\/openapi\/v3\/(.+)$/.exec(path) ?? []
  const document = groupVersionPath === '' ? undefined : rareCode().openApiDocument(served, groupVersionPath)
  return document === undefined ? undefined : json(document)
}

function rootPaths(served: ServedResources): string[] {
  const apis = served.groups().flatMap((group) => [`/apis/${group}`, ...served.versionsOf(group).map((one) => `/apis/${groupVersion({ group, version: one })}`)])
  return ['/api', '/api/v1', '/apis', '/apis/', ...apis, '/healthz', '/livez', '/openapi/v3', '/readyz', '/version'].sort()
}

function json(object: Readonly<Record<string, unknown>>): Reply {
  return { status: 200, object }
}

