import { describe, expect, it } from 'vitest'
import { fieldsOf } from '../schema/structure'
import type { Manifest } from '../testing/refusal'
import { accepted, refusal } from '../testing/refusal'

const route = (rule: object, spec: object = {}): Manifest => ({
  apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'feed' }, spec: { parentRefs: [{ name: 'edge' }], rules: [rule], ...spec },
})
const backend = { name: 'feed', port: 80 }
const at = 'spec.rules[0].backendRefs[0]'
const parents = (word: string) => `spec.parentRefs: Invalid value: sectionName must be ${word} when parentRefs includes 2 or more references to the same parent`

describe('HTTPRoute', () => {
  it('is completed: any path, weight 1, a Service, a Gateway', () => {
    expect(accepted(route({ backendRefs: [backend] }))).toMatchObject({
      spec: {
        parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' }],
        rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [{ group: '', kind: 'Service', name: 'feed', port: 80, weight: 1 }] }],
      },
    })
  })

  it.each<[object, object, readonly string[]]>([
    [{ backendRefs: [{ ...backend, weight: 0 }] }, {}, []],
    [{ backendRefs: [{ ...backend, weight: -2 }] }, {}, [`${at}.weight: Invalid value: -2: ${at}.weight in body should be greater than or equal to 0`]],
    [{ backendRefs: [{ ...backend, weight: '98%' }] }, {}, [
      `${at}.weight: Invalid value: "string": ${at}.weight in body must be of type integer: "string"`,
      '<nil>: Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
    ]],
    [{ backendRefs: [{ name: 'feed' }] }, {}, [`${at}: Invalid value: Must have port for Service reference`]],
    [{ backendRefs: [{ port: 80 }] }, {}, [`${at}.name: Required value`]],
    [{ backendRefs: [backend] }, { parentRefs: [{ name: 'edge', sectionName: 'http' }, { name: 'edge', sectionName: 'https' }, { name: 'other' }] }, []],
    [{ backendRefs: [backend] }, { parentRefs: [{ name: 'edge' }, { name: 'edge', sectionName: 'http' }] }, [parents('specified')]],
    [{ backendRefs: [backend] }, { parentRefs: [{ name: 'edge' }, { name: 'edge', kind: 'Gateway' }] }, [parents('unique')]],
    [{}, { parentRef: [] }, ['HTTPRoute in version "v1" cannot be handled as a HTTPRoute: strict decoding error: unknown field "spec.parentRef"']],
    [{ matches: [{ path: { type: 'Prefix' } }] }, {}, ['spec.rules[0].matches[0].path.type: Unsupported value: "Prefix": supported values: "Exact", "PathPrefix", "RegularExpression"']],
  ])('%j %j', (rule, spec, wanted) => {
    expect(refusal(route(rule, spec))).toEqual(wanted)
  })
})

describe('Gateway', () => {
  const gateway = (spec: object): Manifest => ({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'edge' }, spec })
  const listener = { name: 'http', port: 80, protocol: 'HTTP' }

  it('takes routes of its namespace and waits for its controller', () => {
    expect(accepted(gateway({ gatewayClassName: 'edge', listeners: [listener] }))).toMatchObject({
      spec: { listeners: [{ ...listener, allowedRoutes: { namespaces: { from: 'Same' } } }] },
      status: { conditions: [{ type: 'Accepted', status: 'Unknown' }, { type: 'Programmed', message: 'Waiting for controller' }] },
    })
  })

  it.each<[object, readonly string[]]>([
    [{ gatewayClassName: 'edge', listeners: [] }, ['spec.listeners: Invalid value: 0: spec.listeners in body should have at least 1 items']],
    [{ listeners: [listener] }, ['spec.gatewayClassName: Required value']],
    [{ gatewayClassName: 'edge', listeners: [{ ...listener, port: 0 }] }, ['spec.listeners[0].port: Invalid value: 0: spec.listeners[0].port in body should be greater than or equal to 1']],
  ])('%j', (spec, wanted) => {
    expect(refusal(gateway(spec))).toEqual(wanted)
  })
})

it('is known to server-side apply field by field; a list of backends belongs to one owner', () => {
  const fields = fieldsOf('gateway.networking.k8s.io.v1.HTTPRoute')
  expect([...fields.keys()]).toEqual(['apiVersion', 'kind', 'metadata', 'spec', 'status'])
  expect([...fieldsOf('gateway.networking.k8s.io.v1.HTTPRoute.spec').keys()]).toEqual(['parentRefs', 'hostnames', 'rules'])
  expect(fieldsOf('gateway.networking.k8s.io.v1.HTTPRoute.spec').get('rules')?.listType).toBeUndefined()
  expect(fieldsOf('gateway.networking.k8s.io.v1.Gateway.spec').get('listeners')?.listMapKeys).toEqual(['name'])
})
