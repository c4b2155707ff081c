import { describe, expect, it } from 'vitest'
import { checkChange, checkCreate } from '@/lib/kube/check'
import type { KubeObject } from '@/lib/kube/object'
import { deployment } from './deployment'

const manifest = (spec: object = {}, template: object = {}): object => ({
  metadata: { name: 'web' },
  spec: { selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx:1.27' }], ...template } }, ...spec },
})

function made(json: object): KubeObject {
  const checked = checkCreate(deployment, json, { fieldValidation: 'Strict' })
  if ('status' in checked) throw new Error(checked.status.message)
  return checked.object
}

function refusal(json: object): string {
  const checked = checkCreate(deployment, json, { fieldValidation: 'Strict' })
  return 'status' in checked ? (checked.status.message ?? '').replace('Deployment.apps "web" is invalid: ', '') : 'accepted'
}

describe('a Deployment', () => {
  it('is completed', () => {
    expect(made(manifest())).toMatchObject({
      spec: {
        replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600, strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
        template: { spec: { restartPolicy: 'Always' } },
      },
      status: {},
    })
  })
  it('that recreates has no rolling update', () => {
    expect(made(manifest({ strategy: { type: 'Recreate' } }))).toMatchObject({ spec: { strategy: { type: 'Recreate' } } })
  })
  it('forgets a status that is sent', () => {
    expect(made({ ...manifest(), status: { replicas: 5 } })).toMatchObject({ status: {} })
  })

  it.each([
    ['a rolling update that recreates', manifest({ strategy: { type: 'Recreate', rollingUpdate: {} } }), "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'"],
    ['an unknown strategy', manifest({ strategy: { type: 'rollingUpdate' } }), 'spec.strategy: Unsupported value: {"Type":"rollingUpdate","RollingUpdate":null}: supported values: "Recreate", "RollingUpdate"'],
    ['a deadline before Pods count as ready', manifest({ minReadySeconds: 600 }), 'spec.progressDeadlineSeconds: Invalid value: 600: must be greater than minReadySeconds'],
    ['Pods that end', manifest({}, { restartPolicy: 'Never' }), 'spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"'],
    ['less than no replicas', manifest({ replicas: -1 }), 'spec.replicas: Invalid value: -1: must be greater than or equal to 0'],
    ['no selector', manifest({ selector: null }), '[spec.selector: Required value, spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`]'],
  ])('may not have %s', (_, json, message) => {
    expect(refusal(json)).toBe(message)
  })

  it('keeps its selector', () => {
    const old = made(manifest())
    const both = { app: 'web', tier: 'front' }
    const changed = made({ ...manifest({ selector: { matchLabels: { tier: 'front' } }, template: { metadata: { labels: both }, spec: { containers: [{ name: 'web', image: 'nginx:1.27' }] } } }) })
    const checked = checkChange(deployment, changed, old)
    expect(checked).toMatchObject({ status: { details: { causes: [{ field: 'spec.selector', message: 'Invalid value: {"matchLabels":{"tier":"front"}}: field is immutable' }] } } })
  })

  it('warns about its template when it is made or changed, not when it stays', () => {
    const twice = manifest({}, { containers: [{ name: 'web', image: 'nginx:1.27', env: [{ name: 'A', value: '1' }, { name: 'A', value: '2' }] }] })
    const old = made(twice)
    expect(deployment.warnings?.(old)).toHaveLength(1)
    expect(deployment.warnings?.(old, old)).toEqual([])
  })
})
