import { expect, it } from 'vitest'
import { advance } from '../cluster/advance'
import type { Cluster } from '../cluster/cluster'
import { handle } from '../cluster/api/handle'
import { createCluster } from '../cluster/create-cluster'
import { frameOf, type Seen } from './frame'
import { History } from './history'
import { packed, unpackFrame, withoutFields } from './pack-frame'
import { takeFrames } from './take-frame'
import type { Shown } from './timeline'

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: { replicas: 5, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx:1.26' }] } } },
}
const path = '/apis/apps/v1/namespaces/default/deployments'

/** A page and what it was told of a cluster. */
function page() {
  let [seen, shown]: [Seen | undefined, Shown | undefined] = [undefined, undefined]
  const travelled: string[] = []
  const tell = (cluster: Cluster): void => {
    const next = frameOf({ history: new History(cluster), cluster, now: cluster.now, clock: 'playing', speed: 1, reached: 0 }, seen)
    seen = next.seen
    if (next.frame === undefined) return
    const posted = packed({ say: 'frame', session: 's', frame: next.frame })
    if (posted.say !== 'frame') throw new Error('a frame is packed')
    travelled.push(posted.packed)
    shown = takeFrames(shown, [unpackFrame(posted.packed)])
    tell(cluster)
  }
  const known = () => [...(shown?.objects ?? []), ...(shown?.events.read() ?? [])].filter(([key]) => /^(\/pods|\/events|apps\/|discovery)/.test(key))
  return { tell, known, travelled }
}

function held(cluster: Cluster) {
  const objects = [...cluster.objects].filter(([key]) => /^(\/pods|\/events|apps\/|discovery)/.test(key))
  return JSON.parse(JSON.stringify(objects.map(([key, object]) => [key, withoutFields(object)]))) as [string, unknown][]
}

const byKey = (a: readonly [string, unknown], b: readonly [string, unknown]) => (a[0] < b[0] ? -1 : 1)

it('frames come to what the cluster holds, through a rollout and back in time', () => {
  const { tell, known, travelled } = page()
  const send = (cluster: Cluster, method: 'POST' | 'PATCH' | 'DELETE', url: string, body: unknown) => handle(cluster, { method, path: url, headers: { 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' }, body: JSON.stringify(body) }).cluster
  let cluster = send(createCluster({ nodes: 2 }), 'POST', path, deployment)
  const moments: Cluster[] = []
  const pass = (steps: number) => {
    for (let i = 0; i < steps; i++) {
      cluster = advance(cluster, cluster.now + 300)
      moments.push(cluster)
      tell(cluster)
      expect(known().sort(byKey)).toEqual(held(cluster).sort(byKey))
    }
  }
  pass(10)
  cluster = send(cluster, 'PATCH', `${path}/web`, { spec: { template: { spec: { containers: [{ name: 'web', image: 'nginx:1.27' }] } } } })
  pass(10)
  cluster = send(cluster, 'DELETE', `${path}/web`, {})
  cluster = send(cluster, 'POST', path, { ...deployment, spec: { ...deployment.spec, replicas: 2 } })
  pass(10)
  for (const past of [moments[3], moments[15], moments[8]]) {
    if (past === undefined) throw new Error('there were more moments')
    tell(past)
    expect(known().sort(byKey)).toEqual(held(past).sort(byKey))
  }
  expect(travelled.filter((text) => text.includes('"spec":null')).length).toBeGreaterThan(3)
})
