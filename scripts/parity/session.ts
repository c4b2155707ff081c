import { administrator } from '@/lib/cluster/api/authenticate'
import { handle } from '@/lib/cluster/api/handle'
import type { ApiRequest, ApiResponse } from '@/lib/cluster/api/request'
import { builtIn } from '@/lib/cluster/api/resources'
import type { Cluster } from '@/lib/cluster/cluster'
import { createCluster } from '@/lib/cluster/create-cluster'

type Json = Readonly<Record<string, unknown>>

/** The cluster that the API recordings were made on: no nodes, nothing of the course's own. */
export function bareCluster(setup: readonly Json[] = []): Cluster {
  const session = new Session(createCluster({ nodes: 0, standIns: false }))
  for (const object of setup) session.send({ method: 'POST', path: collectionOf(object), body: JSON.stringify(object), headers: { 'content-type': 'application/json' } })
  return session.cluster
}

/** A cluster that requests are sent to one after another. */
export class Session {
  cluster: Cluster

  constructor(cluster: Cluster) {
    this.cluster = cluster
  }

  send(request: ApiRequest): ApiResponse {
    const { cluster, response } = handle(this.cluster, request)
    this.cluster = cluster
    return response
  }
}

/** The collection that an object is posted to, by its kind; the namespace is the object's own or the one given. */
export function collectionOf(object: Json, namespace = 'default'): string {
  const { apiVersion = '', kind = '', metadata } = object as { apiVersion?: string; kind?: string; metadata?: { namespace?: string } }
  const slash = apiVersion.indexOf('/')
  const group = slash === -1 ? '' : apiVersion.slice(0, slash)
  const version = slash === -1 ? apiVersion : apiVersion.slice(slash + 1)
  const resource = builtIn.ofKind(group, version, kind)
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`
  if (resource === undefined) return `${root}/${kind.toLowerCase()}s`
  return resource.namespaced ? `${root}/namespaces/${metadata?.namespace ?? namespace}/${resource.resource}` : `${root}/${resource.resource}`
}

/** Who a recorded request came from: nobody named is the administrator, `nope` a token nobody knows, null no token at all. */
export function userOf(user: string | null | undefined): ApiRequest['user'] {
  if (user === undefined) return administrator
  if (user === null) return null
  return user === 'nope' ? { username: '', groups: [] } : { username: user, groups: [] }
}
