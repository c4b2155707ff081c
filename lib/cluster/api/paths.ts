import { apiGroup, apiGroupList, apiResourceList, apiVersions } from './discovery/legacy'
import { aggregatedDiscovery } from './discovery/aggregated'
import { fail, type Reply } from './context'
import { methodNotAllowed, noSuchPath } from './failure'
import { openApiDocument, openApiIndex } from './openapi/document'
import type { ApiRequest } from './request'
import { groups, groupVersion, versionsOf } from './resources'
import { version } from './version'

/** Everything that is no resource: discovery, OpenAPI, version, health. */
export function answerPath(request: ApiRequest, path: string): Reply {
  const clean = path.length > 1 ? path.replace(/\/$/, '') : path
  const answer = pathAnswer(request, clean)
  if (answer === undefined) return clean.startsWith('/api/') || knownGroup(clean) ? fail(noSuchPath()) : { status: 404, text: '404 page not found\n' }
  return request.method === 'GET' || request.method === 'HEAD' ? answer : fail(methodNotAllowed())
}

function knownGroup(path: string): boolean {
  const [, root, group = ''] = path.split('/')
  return root === 'apis' && versionsOf(group).length > 0
}

function pathAnswer(request: ApiRequest, path: string): Reply | undefined {
  switch (path) {
    case '/':
      return json({ paths: rootPaths() })
    case '/version':
      return json(version)
    case '/healthz':
    case '/livez':
    case '/readyz':
      return { status: 200, text: 'ok' }
    case '/api':
      return aggregatedDiscovery(request, 'core') ?? json(apiVersions())
    case '/apis':
      return aggregatedDiscovery(request, 'groups') ?? json(apiGroupList())
    case '/openapi/v3':
      return json(openApiIndex())
    default:
      return discoveryPath(path) ?? openApiPath(path) ?? healthCheck(path)
  }
}

const checks = new Set(['ping', 'log', 'etcd'])

function healthCheck(path: string): Reply | undefined {
  const [, check = ''] = /^\/(?:healthz|livez|readyz)\/(.+)$/.exec(path) ?? []
  return checks.has(check) ? { status: 200, text: 'ok' } : undefined
}

function discoveryPath(path: string): Reply | undefined {
  const [, root, group = '', version = '', more] = path.split('/')
  if (root === 'api' && version === '') return listed('', group)
  if (root !== 'apis' || more !== undefined || versionsOf(group).length === 0) return undefined
  return version === '' ? json(apiGroup(group, true)) : listed(group, version)
}

function listed(group: string, version: string): Reply | undefined {
  return versionsOf(group).includes(version) ? json(apiResourceList(group, version)) : undefined
}

function openApiPath(path: string): Reply | undefined {
  const [, groupVersionPath = ''] = /^\/openapi\/v3\/(.+)$/.exec(path) ?? []
  const document = groupVersionPath === '' ? undefined : openApiDocument(groupVersionPath)
  return document === undefined ? undefined : json(document)
}

function rootPaths(): string[] {
  const apis = groups().flatMap((group) => [`/apis/${group}`, ...versionsOf(group).map((one) => `/apis/${groupVersion({ group, version: one })}`)])
  return ['/api', '/api/v1', '/apis', '/apis/', ...apis, '/healthz', '/livez', '/openapi/v3', '/readyz', '/version'].sort()
}

function json(object: Readonly<Record<string, unknown>>): Reply {
  return { status: 200, object }
}

