import { advance } from '@/lib/cluster/advance'
import { handle } from '@/lib/cluster/api/handle'
import type { ApiRequest } from '@/lib/cluster/api/request'
import type { Cluster } from '@/lib/cluster/cluster'
import type { NetworkResult, RequestSource } from '@/lib/cluster/network/request'
import { send } from '@/lib/cluster/network/send'
import { isReady, objectAt } from './observe'
import type { Pod } from '@/lib/kube/core/v1.generated'
import type { Evidence } from './verdict'

/** Requests of one client, and what came of them. */
export interface Traffic {
  readonly cluster: Cluster
  readonly results: readonly { readonly atMs: number; readonly result: NetworkResult }[]
}

/** Sends `count` requests at the present moment, one after another. */
export function ask(cluster: Cluster, from: RequestSource, url: string, count = 1): Traffic {
  const results: { atMs: number; result: NetworkResult }[] = []
  let next = cluster
  for (let i = 0; i < count; i++) {
    const sent = send(next, { from, url })
    next = sent.cluster
    results.push({ atMs: next.now, result: sent.result })
  }
  return { cluster: next, results }
}

/** Lets time pass to `untilMs` with a request every `everyMs`. */
export function askUntil(cluster: Cluster, from: RequestSource, url: string, everyMs: number, untilMs: number): Traffic {
  const results: { atMs: number; result: NetworkResult }[] = []
  let next = cluster
  while (next.now < untilMs) {
    const sent = send(next, { from, url })
    results.push({ atMs: next.now, result: sent.result })
    next = advance(sent.cluster, Math.min(untilMs, next.now + everyMs))
  }
  return { cluster: next, results }
}

/** An HTTP status below 500 is an answer; a refusal, a time-out and a server error are failures. */
export function isAnswered(result: NetworkResult): boolean {
  return result.answered && (result.status ?? 200) < 500
}

/** How many failed, and the first of them, as evidence. */
export function countRequests(results: Traffic['results']): Evidence & { kind: 'requests' } {
  const failures = results.filter(({ result }) => !isAnswered(result))
  const first = failures[0]
  return {
    kind: 'requests',
    sent: results.length,
    failed: failures.length,
    ...(first === undefined ? {} : { firstFailure: { atMs: first.atMs, say: first.result.say } }),
  }
}

/** One API request as the administrator; the cluster as it is afterwards. */
export function administer(cluster: Cluster, method: ApiRequest['method'], path: string, body?: unknown): Cluster {
  return handle(cluster, { method, path, headers: { 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }).cluster
}

/** The grader's own client: a Pod that no Service selects, in a namespace (made if it is missing), running within a few simulated seconds. */
export function withClient(cluster: Cluster, namespace = 'default'): { readonly cluster: Cluster; readonly from: RequestSource } {
  const name = 'graders-client'
  let next = cluster
  if (objectAt(next, '', 'namespaces', namespace, '') === undefined) {
    next = administer(next, 'POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
    next = advance(next, next.now + 1000)
  }
  next = administer(next, 'POST', `/api/v1/namespaces/${namespace}/pods`, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { containers: [{ name, image: 'curlimages/curl:8.10.1', command: ['sleep', '86400'] }] },
  })
  for (let waited = 0; waited < 30_000; waited += 500) {
    const pod = objectAt(next, '', 'pods', name, namespace) as Pod | undefined
    if (pod !== undefined && isReady(pod)) break
    next = advance(next, next.now + 500)
  }
  return { cluster: next, from: { pod: name, namespace } }
}
