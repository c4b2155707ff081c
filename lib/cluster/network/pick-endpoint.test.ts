import { expect, test } from 'vitest'
import type { Service } from '@/lib/kube/core/v1.generated'
import type { EndpointSlice } from '@/lib/kube/discovery/v1.generated'
import { pickTarget, targetsOf } from './pick-endpoint'
import type { NetworkView } from './view'

const service = (sessionAffinity?: string) => ({ metadata: { name: 'web', namespace: 'default' }, spec: { sessionAffinity, ports: [{ name: 'http', port: 80 }] } }) as unknown as Service
const port = { name: 'http', port: 80, protocol: 'TCP' }
type Conditions = { readonly ready?: boolean; readonly serving?: boolean; readonly terminating?: boolean }

function known(...conditions: readonly Conditions[]): NetworkView {
  const endpoints = conditions.map((each, index) => ({ addresses: [`10.244.0.${String(index)}`], conditions: each, nodeName: 'node-1' }))
  const slice = { ports: [{ name: 'http', port: 8080 }], endpoints } as unknown as EndpointSlice
  return { slices: () => [slice] } as unknown as NetworkView
}

const addresses = (view: NetworkView) => targetsOf(view, service(), port as never).map(({ address }) => address)

test('only ready endpoints are used; unknown readiness counts as ready', () => {
  expect(addresses(known({ ready: true }, { ready: false }, {}))).toEqual(['10.244.0.0', '10.244.0.2'])
})

test('where none is ready, those that still serve while terminating are used', () => {
  const draining = { ready: false, serving: true, terminating: true }
  expect(addresses(known(draining, { ready: false, serving: false, terminating: true }, { ready: false, serving: true, terminating: false }))).toEqual(['10.244.0.0'])
  expect(addresses(known(draining, { ready: true }))).toEqual(['10.244.0.1'])
})

test("a Service's port is found in the slice by its name", () => {
  expect(targetsOf(known({ ready: true }), service(), port as never)[0]?.port).toBe(8080)
  expect(targetsOf(known({ ready: true }), service(), { ...port, name: 'metrics' } as never)).toEqual([])
})

test('a renamed port goes by its number until a new slice has its name; slices made by hand have nothing but names', () => {
  const renamed = { ...port, name: 'main', targetPort: 8080 } as never
  const selecting = { ...service(), spec: { ...service().spec, selector: { app: 'web' } } } as Service
  expect(targetsOf(known({ ready: true }), selecting, renamed)[0]?.port).toBe(8080)
  expect(targetsOf(known({ ready: true }), service(), renamed)).toEqual([])
})

const targets = Array.from({ length: 5 }, (_, index) => ({ address: `10.244.0.${String(index)}`, port: 8080, node: undefined }))

test('without affinity chance decides, over all endpoints', () => {
  expect([0, 0.2, 0.4, 0.6, 0.99].map((chance) => pickTarget(service(), targets, 'client', chance)?.address)).toEqual(targets.map(({ address }) => address))
  expect(pickTarget(service(), [], 'client', 0.5)).toBeUndefined()
})

test('sessionAffinity ClientIP keeps a client at one endpoint, also when another goes', () => {
  const pick = (client: string, of = targets) => pickTarget(service('ClientIP'), of, client, 0.5)
  const chosen = pick('10.244.1.1')
  expect([0, 0.3, 0.9].map((chance) => pickTarget(service('ClientIP'), targets, '10.244.1.1', chance))).toEqual([chosen, chosen, chosen])
  const other = targets.find((target) => target !== chosen)
  expect(pick('10.244.1.1', targets.filter((target) => target !== other))).toBe(chosen)
  expect(new Set(Array.from({ length: 50 }, (_, index) => pick(`10.244.1.${String(index)}`)?.address)).size).toBeGreaterThan(3)
})
