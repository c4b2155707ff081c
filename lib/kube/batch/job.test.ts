import { describe, expect, it } from 'vitest'
import { checkChange, checkCreate } from '@/lib/kube/check'
import type { KubeObject } from '@/lib/kube/object'
import { job } from './job'

const manifest = (spec: object = {}, command = 'true'): object => ({
  metadata: { name: 'work', uid: '11111111-1111-1111-1111-111111111111' },
  spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'work', image: 'busybox:1.36', command: [command] }] } }, ...spec },
})

function made(json: object): KubeObject {
  const checked = checkCreate(job, json, { fieldValidation: 'Strict' })
  if ('status' in checked) throw new Error(checked.status.message)
  return checked.object
}

describe('a Job', () => {
  it('is completed', () => {
    expect(made(manifest())).toMatchObject({ spec: { parallelism: 1, completions: 1, backoffLimit: 6, completionMode: 'NonIndexed', suspend: false, manualSelector: false, podReplacementPolicy: 'TerminatingOrFailed' } })
  })
  it('of many Pods has no end unless it is said', () => {
    expect(made(manifest({ parallelism: 3 }))).not.toHaveProperty('spec.completions')
  })
  it('with a limit per index has no other', () => {
    expect(made(manifest({ completionMode: 'Indexed', completions: 2, backoffLimitPerIndex: 1 }))).toMatchObject({ spec: { backoffLimit: 2147483647 } })
  })
  it('whose Pods\' names grow too long is refused', () => {
    const name = 'a'.repeat(63)
    expect(checkCreate(job, { ...manifest({ completionMode: 'Indexed', completions: 2 }), metadata: { name, uid: 'u' } })).toMatchObject({
      status: { details: { causes: [{ field: 'metadata.name', message: `Invalid value: "${name}": will not able to create pod with invalid DNS label: ${name}-1` }] } },
    })
  })
  it('keeps its template', () => {
    const checked = checkChange(job, made(manifest({}, 'false')), made(manifest()))
    expect('status' in checked ? checked.status.message : '').toMatch(/^Job\.batch "work" is invalid: spec\.template: Invalid value: \{"labels":\{.*"Command":\["false"\].*: field is immutable$/)
  })
})
