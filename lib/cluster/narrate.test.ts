import { describe, expect, it } from 'vitest'
import { advance } from './advance'
import { handle } from './api/handle'
import { createCluster } from './create-cluster'
import { narrate } from './narrate'

describe('narrate', () => {
  it('tells what happens to a Deployment in plain words', () => {
    const body = JSON.stringify({ metadata: { name: 'web' }, spec: { replicas: 1, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx:1.27' }] } } } })
    const { cluster } = handle(createCluster(), { method: 'POST', path: '/apis/apps/v1/namespaces/default/deployments', headers: { 'content-type': 'application/json' }, body })
    const said: string[] = []
    advance(cluster, 5000, (change, before) => {
      const say = narrate(change, before)
      if (say !== undefined) said.push(say)
    })
    expect(said[0]).toMatch(/^Deployment web makes ReplicaSet web-\w+ for nginx:1\.27$/)
    expect(said[1]).toMatch(/^ReplicaSet web-\w+ makes Pod web-\w+-\w+$/)
    expect(said.some((text) => /^the scheduler puts Pod web-\S+ on node-\d$/.test(text))).toBe(true)
    expect(said).toContain('the rollout of web is complete')
  })
})
