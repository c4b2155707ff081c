import type { ServedResources } from './resources'

/** What a path is about, whoever asks and whether or not it exists (apiserver pkg/endpoints/request/requestinfo.go). */
export interface ResourceRoute {
  readonly kind: 'resource'
  readonly group: string
  readonly version: string
  readonly namespace: string
  readonly resource: string
  readonly name: string
  readonly subresource: string
  /** What stands behind the subresource: a proxied path. */
  readonly rest: string
}

export type Route = ResourceRoute | { readonly kind: 'path'; readonly path: string }

export interface Url {
  readonly path: string
  readonly query: URLSearchParams
}

export function splitUrl(text: string): Url {
  const mark = text.indexOf('?')
  const [path, query] = mark === -1 ? [text, new URLSearchParams()] : [text.slice(0, mark), new URLSearchParams(text.slice(mark + 1))]
  const [, root, rest] = watched.exec(path) ?? []
  if (root === undefined || rest === undefined) return { path, query }
  query.set('watch', '1')
  return { path: root + rest, query }
}

/** The old way to ask for a watch, still served (apiserver pkg/endpoints/installer.go, WATCHLIST). */
const watched = /^(\/api\/[^/]+|\/apis\/[^/]+\/[^/]+)\/watch(\/.+)$/

/** Finds out which resource a path names; everything else is a plain path such as /version. */
export function routeOf(path: string): Route {
  const parts = path.replace(/^\/|\/$/g, '').split('/').map(decoded)
  const [root = '', ...rest] = parts
  if (root === 'api' && rest.length >= 2 && !parts.includes('')) return resourceRoute('', rest[0] ?? '', rest.slice(1))
  if (root === 'apis' && rest.length >= 3 && !parts.includes('')) return resourceRoute(rest[0] ?? '', rest[1] ?? '', rest.slice(2))
  return { kind: 'path', path }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function resourceRoute(group: string, version: string, parts: readonly string[]): Route {
  const [first = '', second = '', third = '', ...more] = parts
  if (first !== 'namespaces') return { kind: 'resource', group, version, namespace: '', resource: first, name: second, subresource: third, rest: more.join('/') }
  const ownSubresource = third === 'status' || third === 'finalize'
  if (third === '' || ownSubresource) return { kind: 'resource', group, version, namespace: second, resource: 'namespaces', name: second, subresource: third, rest: more.join('/') }
  const [name = '', subresource = '', ...rest] = more
  return { kind: 'resource', group, version, namespace: second, resource: third, name, subresource, rest: rest.join('/') }
}

/** Whether the server has handlers below this path at all: elsewhere its 404 is plain text, not a Status. */
export function isServed(served: ServedResources, route: ResourceRoute): boolean {
  return route.group === '' || served.versionsOf(route.group).length > 0
}
