import { describe, expect, it } from 'vitest'
import { inGoOrder } from './go-order'

const pod = 'io.k8s.api.core.v1.Pod'

describe('inGoOrder', () => {
  it("writes a struct's fields as declared, embedded ones in their place, and sorts maps", () => {
    const container = { resources: {}, livenessProbe: { failureThreshold: 3, exec: { command: ['true'] }, periodSeconds: 10 }, image: 'nginx', name: 'web' }
    const object = { status: {}, spec: { restartPolicy: 'Always', containers: [container], volumes: [] }, metadata: { labels: { b: '2', a: '1' }, uid: 'u', name: 'x' }, apiVersion: 'v1', kind: 'Pod' }
    expect(JSON.stringify(inGoOrder(object, pod))).toBe(
      '{"kind":"Pod","apiVersion":"v1","metadata":{"name":"x","uid":"u","labels":{"a":"1","b":"2"}},"spec":{"volumes":[],"containers":[{"name":"web","image":"nginx","resources":{},"livenessProbe":{"exec":{"command":["true"]},"periodSeconds":10,"failureThreshold":3}}],"restartPolicy":"Always"},"status":{}}',
    )
  })

  it('keeps what the definition does not know', () => {
    expect(Object.keys(inGoOrder({ later: 1, kind: 'Pod' }, pod))).toEqual(['kind', 'later'])
  })
})
