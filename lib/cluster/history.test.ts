import { describe, expect, it } from 'vitest'
import { advance } from './advance'
import { handle } from './api/handle'
import type { Change, Cluster } from './cluster'
import { createCluster } from './create-cluster'
import { advanceHistory, beginHistory, momentsOf, rememberInput, seek, type History } from './history'

const path = '/apis/apps/v1/namespaces/default/deployments'
const deployment = (replicas: number) =>
  JSON.stringify({ metadata: { name: 'web' }, spec: { replicas, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx:1.27' }] } } } })

function lived(replicas: number, untilMs: number): { history: History; cluster: Cluster; values: Map<number, Cluster> } {
  let cluster = createCluster()
  let history = beginHistory(cluster)
  cluster = handle(cluster, { method: 'POST', path, headers: { 'content-type': 'application/json' }, body: deployment(replicas) }).cluster
  history = rememberInput(history, cluster)
  const values = new Map<number, Cluster>()
  for (let at = 100; at <= untilMs; at += untilMs / 20) {
    ;({ history, cluster } = advanceHistory(history, cluster, at))
    values.set(at, cluster)
  }
  return { history, cluster, values }
}

describe('a history', () => {
  it('brings back every moment exactly as it was', () => {
    const { history, values } = lived(3, 10_000)
    for (const [at, cluster] of values) {
      const back = seek(history, at)
      expect(back.now).toBe(at)
      expect(back.resourceVersion).toBe(cluster.resourceVersion)
      expect(back.objects).toEqual(cluster.objects)
    }
  })

  it('forks: what is done in the past leaves the history alone, and a new input forgets what came after', () => {
    const { history, values } = lived(3, 10_000)
    const past = seek(history, 100)
    const changes: [Change, undefined][] = []
    const forked = handle(past, { method: 'DELETE', path: `${path}/web` }).cluster
    const fork = rememberInput(history, forked, changes)
    expect(seek(history, 10_000).objects.size).toBeGreaterThan(0)
    expect(momentsOf(fork).every(({ at }) => at <= 100)).toBe(true)
    expect(seek(fork, 9_000).objects.has('apps/deployments/default/web')).toBe(false)
    expect([...values.values()].at(-1)?.objects.has('apps/deployments/default/web')).toBe(true)
  })

  it('tells what happened in plain words', () => {
    const say = momentsOf(lived(1, 5000).history).map((moment) => moment.say)
    expect(say[0]).toMatch(/^Deployment web makes ReplicaSet web-\w+ for nginx:1\.27$/)
    expect(say[1]).toMatch(/^ReplicaSet web-\w+ makes Pod web-\w+-\w+$/)
    expect(say.some((text) => /^the scheduler puts Pod web-\S+ on node-\d$/.test(text))).toBe(true)
    expect(say).toContain('the rollout of web is complete')
  })

  it('finds any moment of an hour', () => {
    let cluster = createCluster()
    let history = beginHistory(cluster)
    cluster = handle(cluster, { method: 'POST', path, headers: { 'content-type': 'application/json' }, body: deployment(20) }).cluster
    history = rememberInput(history, cluster)
    const first = cluster
    ;({ history } = advanceHistory(history, cluster, 3_600_000))
    for (const at of [500, 1500, 60_000, 3_599_999]) {
      const back = seek(history, at)
      expect(back.now).toBe(at)
      expect(back.objects).toEqual(advance(first, at).objects)
    }
  })
})
