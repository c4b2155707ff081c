import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateVolumes } from './volume'

const claim = { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } } }

describe('volumes', () => {
  it.each([
    ['one', [{ name: 'a', emptyDir: {} }], []],
    ['no source', [{ name: 'a' }], ['v[0]: Required value: must specify a volume type']],
    ['two sources', [{ name: 'a', emptyDir: {}, hostPath: { path: '/x' } }], ['v[0].hostPath: Forbidden: may not specify more than 1 volume type']],
    ['a name twice', [{ name: 'a', emptyDir: {} }, { name: 'a', emptyDir: {} }], ['v[1].name: Duplicate value: "a"']],
    ['no name', [{ emptyDir: {} }], ['v[0].name: Required value']],
    ['a claim that the Pod itself makes', [{ name: 'a', ephemeral: claim }, { name: 'b', persistentVolumeClaim: { claimName: 'web-a' } }], [
      'v[1].persistentVolumeClaim.claimName: Invalid value: "web-a": must not reference a PVC that gets created for an ephemeral volume',
    ]],
  ])('%s', (_, volumes, lines) => {
    expect(validateVolumes(volumes, 'web', 'v').errors.map(formatFieldError)).toEqual(lines)
  })

  it('hands on only those that are right', () => {
    expect([...validateVolumes([{ name: 'A', emptyDir: {} }, { name: 'b', emptyDir: {} }], 'web', 'v').volumes.keys()]).toEqual(['b'])
  })
})
