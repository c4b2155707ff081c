import { describe, expect, it } from 'vitest'
import { checkChange, checkCreate } from '@/lib/kube/check'
import type { KubeObject } from '@/lib/kube/object'
import { statefulSet } from './statefulset'

const claim = { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }
const manifest = (spec: object = {}): object => ({
  metadata: { name: 'db' },
  spec: { selector: { matchLabels: { app: 'db' } }, template: { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'db', image: 'postgres:16' }] } }, ...spec },
})

function made(json: object): KubeObject {
  const checked = checkCreate(statefulSet, json, { fieldValidation: 'Strict' })
  if ('status' in checked) throw new Error(checked.status.message)
  return checked.object
}

describe('a StatefulSet', () => {
  it('is completed', () => {
    expect(made(manifest({ volumeClaimTemplates: [claim] }))).toMatchObject({
      spec: {
        replicas: 1, serviceName: '', podManagementPolicy: 'OrderedReady', updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } }, revisionHistoryLimit: 10,
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
        volumeClaimTemplates: [{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: { volumeMode: 'Filesystem' }, status: { phase: 'Pending' } }],
      },
      status: { replicas: 0, availableReplicas: 0 },
    })
  })

  it.each([
    ['replicas', { replicas: 3 }, 'accepted'],
    ['its service', { serviceName: 'db' }, "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"],
  ])('may it change %s?', (_, change, answer) => {
    const checked = checkChange(statefulSet, made(manifest(change)), made(manifest()))
    expect('status' in checked ? checked.status.message : 'accepted').toBe(answer === 'accepted' ? answer : `StatefulSet.apps "db" is invalid: ${answer}`)
  })

  it('is named as a label', () => {
    expect(checkCreate(statefulSet, { ...manifest(), metadata: { name: 'a.b' } })).toMatchObject({ status: { message: 'StatefulSet.apps "a.b" is invalid: metadata.name: Invalid value: "a.b": must not contain dots' } })
  })
})
