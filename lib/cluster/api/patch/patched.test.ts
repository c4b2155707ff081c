import { expect, it } from 'vitest'
import { kindOf } from '@/lib/kube/kinds'
import type { KubeObject } from '@/lib/kube/object'
import { patched } from './patched'

const definition = kindOf('apps/v1', 'Deployment')
const container = { name: 'web', image: 'nginx', ports: [{ containerPort: 80, protocol: 'TCP' }] }
const current = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } }, template: { spec: { containers: [container] } } } }

function strategic(patch: object): unknown {
  if (definition === undefined) throw new Error('no Deployment')
  const result = patched('strategic', current as unknown as KubeObject, JSON.stringify(patch), definition)
  return 'failure' in result ? result.failure.message : result.value
}

const shown = (map: string, fault: string) => ` "" is invalid: patch: Invalid value: ${JSON.stringify(map)}: ${fault}`

// Recorded: session/configuration-database-host, mistake/strategies-never-below-four.
it('shows of a patch what merging left of it, and words a fault as the converter does', () => {
  const env = { spec: { template: { spec: { '$setElementOrder/containers': [{ name: 'web' }], containers: [{ name: 'web', env: [{ name: 'PORT', value: 5432 }] }] } } } }
  expect(strategic(env)).toBe(shown('map[spec:map[template:map[spec:map[]]]]', 'cannot convert int64 to string'))
  const surge = { spec: { strategy: { $retainKeys: ['rollingUpdate'], rollingUpdate: { maxSurge: 1.5 } } } }
  expect(strategic(surge)).toBe(shown('map[spec:map[strategy:map[rollingUpdate:map[maxSurge:1.5]]]]', 'json: cannot unmarshal number 1.5 into Go value of type int32'))
  expect(strategic({ spec: { replicas: 1.5 } })).toBe(shown('map[spec:map[replicas:1.5]]', 'cannot convert float64 to int32'))
})

it('shows a list that has no order beside it as it was merged, item by item', () => {
  const patch = { spec: { template: { spec: { containers: [{ name: 'web', tty: 'yes', '$setElementOrder/ports': [{ containerPort: 80 }] }] } } } }
  expect(strategic(patch)).toBe(shown('map[spec:map[template:map[spec:map[containers:[map[name:web tty:yes]]]]]]', 'unrecognized type: bool'))
})

// apimachinery pkg/util/strategicpatch/patch.go: mergePatchIntoOriginal, extractKey, handleDirectiveInMergeMap, mergeSliceWithSpecialElements.
it('refuses directives of another form in the library\'s words', () => {
  expect(strategic({ spec: { '$setElementOrder/containers': 0 } })).toBe('expected a []interface {}, but received a int64')
  expect(strategic({ spec: { $setElementOrder_x: [] } })).toBe('invalid patch format of setElementOrder list')
  expect(strategic({ spec: { strategy: { $retainKeys: ['type'], rollingUpdate: {} } } })).toBe('invalid patch format of retainKeys')
  expect(strategic({ spec: { strategy: { $patch: 'merge' } } })).toBe('unknown patch type: merge in map: map[$patch:merge]')
  expect(strategic({ spec: { template: { spec: { containers: [{ $patch: 'merge', name: 'web' }] } } } })).toBe('merging lists cannot yet be specified in the patch')
})
