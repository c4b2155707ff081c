import { describe, expect, it } from 'vitest'
import { checkCreate } from '@/lib/kube/check'
import { pod } from './pod'

const spec = { serviceAccountName: 'default', containers: [{ name: 'web', image: 'nginx:1.27' }] }

function refusal(json: object): string {
  const checked = checkCreate(pod, json, { fieldValidation: 'Strict' })
  return 'status' in checked ? (checked.status.message ?? '') : 'accepted'
}

describe('a new Pod', () => {
  it('is pending, of a class', () => {
    const checked = checkCreate(pod, { metadata: { name: 'web' }, spec })
    expect(checked).toMatchObject({ object: { status: { phase: 'Pending', qosClass: 'BestEffort' } }, warnings: [] })
  })
  it('is held back by a gate', () => {
    const checked = checkCreate(pod, { metadata: { name: 'web' }, spec: { ...spec, schedulingGates: [{ name: 'a' }] } })
    expect(checked).toMatchObject({ object: { status: { conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }] } } })
  })
  it.each([
    ['an ephemeral container', { ephemeralContainers: [{ name: 'a', image: 'b' }] }, 'Pod "web" is invalid: spec.ephemeralContainers: Forbidden: cannot be set on create'],
    ['a node behind a gate', { nodeName: 'n', schedulingGates: [{ name: 'a' }] }, 'Pod "web" is invalid: spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared'],
    ['space in an image', { containers: [{ name: 'web', image: 'nginx ' }] }, 'Pod "web" is invalid: spec.containers[0].image: Invalid value: "nginx ": must not have leading or trailing whitespace'],
  ])('may not have %s', (_, more, message) => {
    expect(refusal({ metadata: { name: 'web' }, spec: { ...spec, ...more } })).toBe(message)
  })
  it('warns of a name with dots', () => {
    const checked = checkCreate(pod, { metadata: { name: 'a.b' }, spec })
    expect(checked).toMatchObject({ warnings: [expect.stringContaining("this is used in the Pod's hostname")] })
  })
})
