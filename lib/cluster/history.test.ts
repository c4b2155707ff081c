import { describe, expect, it } from 'vitest'
import { advance } from './advance'
import { handle } from './api/handle'
import type { Cluster } from './cluster'
import { createCluster } from './create-cluster'
import { ClusterHistory } from './history'
import { send } from './network/send'

const path = '/apis/apps/v1/namespaces/default/deployments'

function withDeployment(replicas: number): Cluster {
  const body = JSON.stringify({ metadata: { name: 'web' }, spec: { replicas, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx:1.27' }] } } } })
  return handle(createCluster(), { method: 'POST', path, headers: { 'content-type': 'application/json' }, body }).cluster
}

/** Lived in small steps, with a request every 700 ms; every value is kept for comparison. */
function lived(replicas: number, untilMs: number): { readonly history: ClusterHistory; readonly values: ReadonlyMap<number, Cluster> } {
  const history = new ClusterHistory(withDeployment(replicas))
  const values = new Map<number, Cluster>()
  for (let at = 100; at <= untilMs; at += 100) {
    history.advance(at)
    if (at % 700 === 0) history.perform((cluster) => send(cluster, { from: 'outside', url: 'http://192.0.2.11:30080' }))
    values.set(at, history.present)
  }
  return { history, values }
}

describe('a history', () => {
  it('brings back every moment exactly as it was, in any order', () => {
    const { history, values } = lived(20, 6000)
    for (const [at, cluster] of [...values].toReversed().concat([...values])) expect(history.at(at)).toEqual(cluster)
  })

  it('keeps few values', () => {
    const { history } = lived(20, 6000)
    expect(history.size).toBeGreaterThan(3)
    expect(history.size).toBeLessThan(30)
  })

  it('keeps as many values after many small advances as after one', () => {
    const start = withDeployment(20)
    const once = new ClusterHistory(start)
    once.advance(4000)
    const often = new ClusterHistory(start)
    for (let at = 0; at <= 4000; at += 16) often.advance(at)
    expect(often.size).toBe(once.size)
  })

  it('goes another way from a moment of the past, and forgets what came after it', () => {
    const { history, values } = lived(3, 4000)
    history.fork(1000)
    expect(history.present).toEqual(values.get(1000))
    history.become(handle(history.present, { method: 'DELETE', path: `${path}/web` }).cluster)
    history.advance(9000)
    expect(history.at(4000).objects.has('apps/deployments/default/web')).toBe(false)
    expect(history.at(500)).toEqual(values.get(500))
    expect(values.get(4000)?.objects.has('apps/deployments/default/web')).toBe(true)
  })

  it('shows its beginning before it, and its present after it', () => {
    const { history, values } = lived(1, 1000)
    expect(history.at(-5).now).toBe(0)
    expect(history.at(5000)).toBe(values.get(1000))
  })

  it('finds any moment of an hour', () => {
    const first = withDeployment(20)
    const history = new ClusterHistory(first)
    history.advance(3_600_000)
    for (const at of [500, 1500, 60_000, 3_599_999]) expect(history.at(at).objects).toEqual(advance(first, at).objects)
  })
})
