import { expect, it } from 'vitest'
import { podQosClass } from './pod-qos'

const full = { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1000m', memory: '1Gi' } }

it.each([
  ['nothing asked for', { containers: [{}] }, 'BestEffort'],
  ['only other resources', { containers: [{ resources: { limits: { 'ephemeral-storage': '1Gi' } } }] }, 'BestEffort'],
  ['a zero is nothing', { containers: [{ resources: { requests: { cpu: '0' } } }] }, 'BestEffort'],
  ['requests alone', { containers: [{ resources: { requests: { cpu: '1' } } }] }, 'Burstable'],
  ['limits equal to requests', { containers: [{ resources: full }] }, 'Guaranteed'],
  ['limits alone', { containers: [{ resources: { limits: full.limits } }] }, 'Guaranteed'],
  ['one container without', { containers: [{ resources: full }, {}] }, 'Burstable'],
  ['an init container without', { containers: [{ resources: full }], initContainers: [{}] }, 'Burstable'],
  ['resources of the whole Pod', { containers: [{}], resources: full }, 'Guaranteed'],
] as const)('%s', (_, spec, qos) => {
  expect(podQosClass(spec)).toBe(qos)
})
