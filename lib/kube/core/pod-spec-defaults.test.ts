import { expect, it } from 'vitest'
import { defaultPod, defaultPodSpec } from './pod-spec-defaults'
import type { Pod, PodSpec } from './v1.generated'

const container = { name: 'web', image: 'nginx:1.27', resources: {} }

it('completes a spec', () => {
  expect(defaultPodSpec({ containers: [] } as unknown as PodSpec)).toEqual({
    containers: [], restartPolicy: 'Always', terminationGracePeriodSeconds: 30, dnsPolicy: 'ClusterFirst', securityContext: {}, schedulerName: 'default-scheduler',
  })
})

it('fills the account by its old name', () => {
  expect(defaultPodSpec({ containers: [], serviceAccount: 'api' } as unknown as PodSpec)).toMatchObject({ serviceAccountName: 'api', serviceAccount: 'api' })
})

function completed(spec: object): PodSpec {
  return defaultPod({ metadata: {}, spec: { containers: [container], ...spec } } as unknown as Pod).spec
}

it('requests of a Pod are its limits where they are not given', () => {
  const limits = { cpu: '1', memory: '1Gi' }
  expect(completed({ containers: [{ ...container, resources: { limits, requests: { cpu: '500m' } } }] }).containers[0]?.resources.requests).toEqual({ cpu: '500m', memory: '1Gi' })
})

it('rounds amounts up to thousandths', () => {
  expect(completed({ containers: [{ ...container, resources: { requests: { cpu: '0.0001' } } }] }).containers[0]?.resources.requests).toEqual({ cpu: '1m' })
})

it('opens the node\'s ports', () => {
  expect(completed({ hostNetwork: true, containers: [{ ...container, ports: [{ containerPort: 80 }] }] }).containers[0]?.ports).toEqual([{ containerPort: 80, hostPort: 80, protocol: 'TCP' }])
})

it('reads a negative grace period as one second', () => {
  expect(completed({ terminationGracePeriodSeconds: -1 }).terminationGracePeriodSeconds).toBe(1)
})

it('fills the Pod\'s own requests from its containers and its limits', () => {
  const spec = completed({ resources: { limits: { cpu: '2', memory: '1Gi' } }, containers: [{ ...container, resources: { requests: { cpu: '500m' } } }] })
  expect(spec.resources?.requests).toEqual({ cpu: '500m', memory: '1Gi' })
})
