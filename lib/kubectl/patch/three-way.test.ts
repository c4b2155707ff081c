import fc from 'fast-check'
import { expect, it } from 'vitest'
import { threeWayPatch } from './three-way'

const deployment = 'io.k8s.api.apps.v1.Deployment'
const container = (name: string, image: string) => ({ name, image })
const web = (...containers: object[]) => ({ spec: { template: { spec: { containers } } } })

it('names the container that changed and the order of all', () => {
  const patch = threeWayPatch(web(container('a', '1'), container('b', '1')), web(container('a', '2'), container('b', '1')), web(container('a', '1'), container('b', '1')), deployment)
  expect(patch).toEqual({ spec: { template: { spec: { '$setElementOrder/containers': [{ name: 'a' }, { name: 'b' }], containers: [{ name: 'a', image: '2' }] } } } })
})

it('takes away what the last apply had and this one has not', () => {
  expect(threeWayPatch({ metadata: { labels: { a: '1', b: '2' } } }, { metadata: { labels: { a: '1' } } }, { metadata: { labels: { a: '1', b: '2', theirs: '3' } } }, deployment)).toEqual({ metadata: { labels: { b: null } } })
})

it('sends a null that the cluster does not hold, and not one that it holds', () => {
  expect(threeWayPatch({}, { data: { a: null } }, { data: {} }, 'io.k8s.api.core.v1.ConfigMap')).toEqual({ data: { a: null } })
  const pod = { status: { conditions: [{ type: 'Ready', status: 'True', lastProbeTime: null }] } }
  expect(threeWayPatch(pod, { ...pod, metadata: { labels: { a: '1' } } }, pod, 'io.k8s.api.core.v1.Pod')).toEqual({ metadata: { labels: { a: '1' } } })
})

it('sends the order of all where somebody else added one, and what is replaced as a whole each time', () => {
  const mine = web(container('a', '1'))
  expect(threeWayPatch(mine, mine, web(container('a', '1'), container('theirs', '1')), deployment)).toEqual({ spec: { template: { spec: { '$setElementOrder/containers': [{ name: 'a' }] } } } })
  const budget = { spec: { selector: { matchLabels: { app: 'web' } } } }
  expect(threeWayPatch(budget, budget, budget, 'io.k8s.api.policy.v1.PodDisruptionBudget')).toEqual(budget)
})

it('asks for nothing where the cluster is as the file says', () => {
  const json = fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string())))
  fc.assert(fc.property(json, json, (value, more) => {
    expect(threeWayPatch(value, value, { ...more, ...value }, undefined)).toEqual({})
  }))
})

it('an applied merge patch leaves nothing to patch', () => {
  const flat = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.oneof(fc.string(), fc.integer()))
  fc.assert(fc.property(flat, flat, flat, (original, modified, current) => {
    const patch = threeWayPatch(original, modified, current, undefined)
    const after = Object.fromEntries(Object.entries({ ...current, ...patch }).filter(([, value]) => value !== null))
    expect(threeWayPatch(modified, modified, after, undefined)).toEqual({})
  }))
})
