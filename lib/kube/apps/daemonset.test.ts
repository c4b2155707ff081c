import { describe, expect, it } from 'vitest'
import { checkChange, checkCreate } from '@/lib/kube/check'
import type { KubeObject } from '@/lib/kube/object'
import { daemonSet } from './daemonset'

const manifest = (spec: object = {}, image = 'busybox:1.36'): object => ({
  metadata: { name: 'logger' }, spec: { selector: { matchLabels: { app: 'logger' } }, template: { metadata: { labels: { app: 'logger' } }, spec: { containers: [{ name: 'a', image }] } }, ...spec },
})

function made(json: object): KubeObject {
  const checked = checkCreate(daemonSet, json, { fieldValidation: 'Strict' })
  if ('status' in checked) throw new Error(checked.status.message)
  return checked.object
}

describe('a DaemonSet', () => {
  it('is completed', () => {
    expect(made(manifest())).toMatchObject({
      metadata: { annotations: { 'deprecated.daemonset.template.generation': '1' } },
      spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } }, revisionHistoryLimit: 10 },
      status: { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 },
    })
  })
  it.each([['another image', 'busybox:1.37', '2'], ['the same', 'busybox:1.36', '1']])('numbers its templates: %s', (_, image, number) => {
    const checked = checkChange(daemonSet, made(manifest({}, image)), made(manifest()))
    expect(checked).toMatchObject({ object: { metadata: { annotations: { 'deprecated.daemonset.template.generation': number } } } })
  })
  it('has a strategy of its own', () => {
    expect(checkCreate(daemonSet, manifest({ updateStrategy: { type: 'Recreate' } }))).toMatchObject({
      status: { message: 'DaemonSet.apps "logger" is invalid: spec.updateStrategy: Unsupported value: {"Type":"Recreate","RollingUpdate":null}: supported values: "RollingUpdate", "OnDelete"' },
    })
  })
})
