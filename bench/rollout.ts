import { handle } from '@/lib/cluster/api/handle'
import type { ApiRequest } from '@/lib/cluster/api/request'
import type { Cluster } from '@/lib/cluster/cluster'
import { createCluster } from '@/lib/cluster/create-cluster'
import { settle } from '@/lib/cluster/settle'

/** Before and after. */
export const rolloutImages = ['nginx:1.25', 'nginx:1.27'] as const

/** Simulated milliseconds within which every rollout here must end. */
const limitMs = 3_600_000
const path = '/apis/apps/v1/namespaces/default/deployments'

/** A Deployment `web` with one nginx container; what both clusters of the peer measurement are given. */
export function webDeployment(replicas: number, image: string) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { replicas, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image }] } } },
  }
}

/** A settled cluster with the Deployment, on as many nodes as its rollout needs (50 Pods a node leave room for the new ones and those that are ending). */
export function deployed(replicas: number): Cluster {
  const empty = createCluster({ nodes: Math.ceil(replicas / 50) })
  return settle(asked(empty, { method: 'POST', path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(webDeployment(replicas, rolloutImages[0])) }), limitMs)
}

/** The same with the new image, rolled out to the end. */
export function rolled(cluster: Cluster): Cluster {
  const body = JSON.stringify({ spec: { template: { spec: { containers: [{ name: 'web', image: rolloutImages[1] }] } } } })
  return settle(asked(cluster, { method: 'PATCH', path: `${path}/web`, headers: { 'content-type': 'application/strategic-merge-patch+json' }, body }), limitMs)
}

/** What counts at the end of a rollout: the Pods by image and readiness, and how large each ReplicaSet is. */
export interface FinalState {
  readonly pods: Readonly<Record<string, number>>
  readonly replicaSets: readonly number[]
}

/** The final state of one of our clusters. */
export function finalState(cluster: Cluster): FinalState {
  return stateOf(read(cluster, '/api/v1/namespaces/default/pods') as ListedPod[], read(cluster, '/apis/apps/v1/namespaces/default/replicasets') as ListedReplicaSet[])
}

/** The final state from what an API server lists. */
export function stateOf(pods: readonly ListedPod[], replicaSets: readonly ListedReplicaSet[]): FinalState {
  const counts: Record<string, number> = {}
  for (const pod of pods) {
    const isReady = pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true
    const name = `${pod.spec?.containers[0]?.image ?? ''} ${isReady ? 'ready' : 'not ready'}`
    counts[name] = (counts[name] ?? 0) + 1
  }
  return { pods: counts, replicaSets: replicaSets.map(({ spec }) => spec?.replicas ?? 0).toSorted((a, b) => b - a) }
}

/** As much of a Pod as is compared. */
export interface ListedPod {
  readonly spec?: { readonly containers: readonly { readonly image?: string }[] }
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] }
}

export interface ListedReplicaSet {
  readonly spec?: { readonly replicas?: number }
}

function read(cluster: Cluster, list: string): unknown {
  return (handle(cluster, { method: 'GET', path: list }).response.body as { readonly items: unknown }).items
}

function asked(cluster: Cluster, request: ApiRequest): Cluster {
  const { cluster: next, response } = handle(cluster, request)
  if (response.status >= 300) throw new Error(`${request.method} ${request.path}: ${JSON.stringify(response.body)}`)
  return next
}
