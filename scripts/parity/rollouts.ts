import type { Deployment, ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { Pod } from '@/lib/kube/core/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import { answer } from '@/lib/cluster/api/handle'
import { controllers } from '@/lib/cluster/controllers/all'
import { isPodReady } from '@/lib/cluster/controllers/pod-state'
import { createCluster } from '@/lib/cluster/create-cluster'
import { Working, type Controller } from '@/lib/cluster/working/working'
import { readLines, type CaseResult, type Replayer } from './recording'

/** A line of rollouts.jsonl. */
export interface RolloutRow {
  readonly id: string
  readonly replicas: number
  readonly maxSurge: number | string
  readonly maxUnavailable: number | string
  readonly readiness: 'instant' | 'one-by-one'
  readonly sizes: readonly (readonly [number, number])[]
  readonly maxSpecTotal: number
  readonly minAvailable: number
  readonly otherRun?: { readonly sizes: readonly (readonly [number, number])[] }
}

/** What a replay saw: sizes after every change of either ReplicaSet, the most Pods wanted, the fewest available. */
export interface RolloutSeen {
  readonly sizes: readonly (readonly [number, number])[]
  readonly maxSpecTotal: number
  readonly minAvailable: number
}

const gate = 'course.example/go'
const key = 'apps/deployments/default/web'
const collection = '/apis/apps/v1/namespaces/default/deployments'
/** A Pod is let go when nothing has changed for so long. */
const quietMs = 1600
const limitMs = 600_000

/** Replays one rollout: a Deployment comes up, its image changes, and until it has come through one Pod at a time is made ready where the row says so. */
export function replayRollout(row: RolloutRow, acting: readonly Controller[] = controllers): RolloutSeen {
  const working = new Working(createCluster({ standIns: false, listenAtOnce: ['example.com/payments'], drainMs: 20 }), acting)
  send(working, 'POST', collection, deployment(row, 'example.com/payments:1.8'))
  run(working, row, () => ready(working) === row.replicas)
  const seen = record(working, row)
  send(working, 'PATCH', `${collection}/web`, { spec: { template: { spec: { containers: [{ name: 'web', image: 'example.com/payments:1.9' }] } } } })
  run(working, row, () => isOver(working, row))
  return seen
}

function send(working: Working, method: 'POST' | 'PATCH', path: string, body: object): void {
  const contentType = method === 'POST' ? 'application/json' : 'application/strategic-merge-patch+json'
  answer(working, { method, path, headers: { 'content-type': contentType }, body: JSON.stringify(body) })
}

function deployment({ replicas, maxSurge, maxUnavailable, readiness }: RolloutRow, image: string): object {
  const readinessGates = readiness === 'one-by-one' ? { readinessGates: [{ conditionType: gate }] } : {}
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas,
      selector: { matchLabels: { app: 'web' } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image }], ...readinessGates } },
    },
  }
}

function run(working: Working, row: RolloutRow, isDone: () => boolean): void {
  const until = working.now + limitMs
  let lastChange = working.now
  let version = working.resourceVersion
  while (working.now < until && !isDone()) {
    const next = working.agenda.nextAt()
    const quietAt = lastChange + quietMs
    if (row.readiness === 'one-by-one' && (next === undefined || next > quietAt)) {
      working.now = Math.max(working.now, quietAt)
      lastChange = working.now
      if (!letOneGo(working)) return
    } else if (next === undefined || !working.runNext(until)) return
    if (working.resourceVersion !== version) lastChange = working.now
    version = working.resourceVersion
  }
}

function letOneGo(working: Working): boolean {
  const waiting = (working.list('/pods/default') as Pod[]).filter((pod) => pod.status?.phase === 'Running' && pod.metadata.deletionTimestamp === undefined && !isPodReady(pod))
  const [oldest] = waiting.sort((a, b) => a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp))
  if (oldest === undefined) return false
  const conditions = [...(oldest.status?.conditions ?? []).filter(({ type }) => type !== gate), { type: gate, status: 'True', lastTransitionTime: working.timestamp() }]
  working.put(`/pods/default/${oldest.metadata.name}`, { ...oldest, status: { ...oldest.status, conditions } } as unknown as KubeObject)
  return true
}

function ready(working: Working): number {
  return (working.get(key) as Deployment).status?.readyReplicas ?? 0
}

function isOver(working: Working, { replicas }: RolloutRow): boolean {
  const { status, metadata } = working.get(key) as Deployment
  return status?.observedGeneration === metadata.generation && status?.updatedReplicas === replicas && status.replicas === replicas && status.availableReplicas === replicas
}

function record(working: Working, row: RolloutRow): RolloutSeen {
  const order = (working.list('apps/replicasets/default') as ReplicaSet[]).map(({ metadata }) => metadata.name)
  const wanted = new Map(order.map((name) => [name, row.replicas]))
  const sizes: (readonly [number, number])[] = []
  const seen = { sizes, maxSpecTotal: row.replicas, minAvailable: row.replicas }
  working.onChange = ({ object }) => {
    if (object.kind === 'Pod') seen.minAvailable = Math.min(seen.minAvailable, available(working))
    if (object.kind !== 'ReplicaSet') return
    const { replicas } = (object as ReplicaSet).spec
    if (wanted.get(object.metadata.name) === replicas) return
    wanted.set(object.metadata.name, replicas)
    const [before = 0, after = 0] = wanted.values()
    sizes.push([before, after])
    seen.maxSpecTotal = Math.max(seen.maxSpecTotal, before + after)
  }
  return seen
}

function available(working: Working): number {
  return (working.list('/pods/default') as Pod[]).filter((pod) => pod.metadata.deletionTimestamp === undefined && isPodReady(pod)).length
}

/** Whether a replay is as right as the recording: either run's sizes; for the two rows whose steps merge differently each time only the bounds. */
export function isSameRollout(row: RolloutRow, seen: RolloutSeen): boolean {
  if (row.readiness === 'instant' && /\/10\/(surge-25pct-unavailable-25pct|surge-100pct-unavailable-0)$/.test(row.id)) {
    return seen.maxSpecTotal === row.maxSpecTotal && seen.minAvailable >= row.minAvailable
  }
  const text = JSON.stringify(seen.sizes)
  return text === JSON.stringify(row.sizes) || (row.otherRun !== undefined && text === JSON.stringify(row.otherRun.sizes))
}

/** Arithmetic of rolling updates. */
export const rollouts: Replayer = {
  format: 'rollouts',
  takes: (path) => path.endsWith('nodes/rollouts.jsonl'),
  replay: (path) => ({ cases: readLines<RolloutRow>(path).map(caseOf) }),
}

function caseOf(row: RolloutRow): CaseResult {
  const seen = replayRollout(row)
  const object = isSameRollout(row, seen)
  const difference = [`sizes: ${JSON.stringify(row.sizes)} → ${JSON.stringify(seen.sizes)}`, `minAvailable: ${String(row.minAvailable)} → ${String(seen.minAvailable)}`]
  return { id: `rollouts/${row.id}`, kind: 'Deployment', object, ...(object ? {} : { difference }) }
}
