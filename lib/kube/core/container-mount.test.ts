import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateVolumeDevices, validateVolumeMounts } from './container-mount'

const volumes = new Map([['a', { name: 'a', emptyDir: {} }], ['b', { name: 'b', emptyDir: {} }], ['claim', { name: 'claim', persistentVolumeClaim: { claimName: 'c' } }]])

describe('mounts', () => {
  it.each([
    ['a relative path and one with a colon pass', [{ name: 'a', mountPath: 'x' }, { name: 'b', mountPath: '/y:z' }], []],
    ['nothing', [{}], ['m[0].name: Required value', 'm[0].name: Not found: ""', 'm[0].mountPath: Required value']],
    ['unknown volume', [{ name: 'c', mountPath: '/x' }], ['m[0].name: Not found: "c"']],
    ['a path twice', [{ name: 'a', mountPath: '/x' }, { name: 'b', mountPath: '/x' }], ['m[1].mountPath: Invalid value: "/x": must be unique']],
    ['a sub-path out of the volume: the list is named', [{ name: 'a', mountPath: '/x', subPath: '../y' }], ["m.subPath: Invalid value: \"../y\": must not contain '..'"]],
    ['two sub-paths', [{ name: 'a', mountPath: '/x', subPath: 'y', subPathExpr: 'z' }], ['m[0].subPathExpr: Invalid value: "z": subPathExpr and subPath are mutually exclusive']],
    [
      'propagation to the node', [{ name: 'a', mountPath: '/x', mountPropagation: 'Bidirectional' }],
      ['m.mountPropagation: Forbidden: Bidirectional mount propagation is available only to privileged containers'],
    ],
    ['recursively read-only, yet writable', [{ name: 'a', mountPath: '/x', recursiveReadOnly: 'Enabled' }], ['m.recursiveReadOnly: Forbidden: may only be specified when readOnly is true']],
  ])('%s', (_, volumeMounts, lines) => {
    expect(validateVolumeMounts({ volumeMounts }, volumes, 'm').map(formatFieldError)).toEqual(lines)
  })

  it('lets a privileged container propagate', () => {
    const volumeMounts = [{ name: 'a', mountPath: '/x', mountPropagation: 'Bidirectional' }]
    expect(validateVolumeMounts({ volumeMounts, securityContext: { privileged: true } }, volumes, 'm')).toEqual([])
  })
})

describe('devices', () => {
  it.each([
    ['a claim', [{ name: 'claim', devicePath: '/dev/x' }], []],
    ['no claim', [{ name: 'a', devicePath: '/dev/x' }], ['d[0].name: Invalid value: "a": can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode']],
    ['out of /dev', [{ name: 'claim', devicePath: '/dev/../x' }], ['d[0].devicePath: Invalid value: "/dev/../x": can not contain backsteps (\'..\')']],
  ])('%s', (_, volumeDevices, lines) => {
    expect(validateVolumeDevices({ volumeDevices }, volumes, 'd').map(formatFieldError)).toEqual(lines)
  })

  it('may not be mounted as well', () => {
    const container = { volumeDevices: [{ name: 'claim', devicePath: '/x' }], volumeMounts: [{ name: 'claim', mountPath: '/x' }] }
    expect(validateVolumeDevices(container, volumes, 'd').map(formatFieldError)).toEqual([
      'd[0].name: Invalid value: "claim": must not already exist in volumeMounts', 'd[0].devicePath: Invalid value: "/x": must not already exist as a path in volumeMounts',
    ])
  })
})
