import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateHostProcess, validatePodOs } from './pod-os'

const hostProcess = { securityContext: { windowsOptions: { hostProcess: true } } }

describe('operating system', () => {
  it.each([
    ['none said', {}, []],
    ['no name', { os: {} }, ['spec.os.name: Required value']],
    ['unknown', { os: { name: 'plan9' } }, ['spec.os: Unsupported value: "plan9": supported values: "linux", "windows"']],
    ['Windows options on Linux', { os: { name: 'linux' }, containers: [hostProcess] }, ['spec.containers[0].securityContext.windowsOptions: Forbidden: windows options cannot be set for a linux pod']],
    ['Linux fields on Windows', { os: { name: 'windows' }, hostPID: true, securityContext: { fsGroup: 1 }, containers: [{ securityContext: { capabilities: {} } }] }, [
      'spec.hostPID: Forbidden: cannot be set for a windows pod', 'spec.securityContext.fsGroup: Forbidden: cannot be set for a windows pod',
      'spec.containers[0].securityContext.capabilities: Forbidden: cannot be set for a windows pod',
    ]],
  ])('%s', (_, spec, lines) => {
    expect(validatePodOs(spec, 'spec').map(formatFieldError)).toEqual(lines)
  })

  it('wants all containers or none to be processes of the node', () => {
    expect(validateHostProcess({ containers: [hostProcess, {}] }, 'spec').map(formatFieldError)).toEqual([
      'spec: Invalid value: "": If pod contains any hostProcess containers then all containers must be HostProcess containers',
      'spec.hostNetwork: Invalid value: false: hostNetwork must be true if pod contains any hostProcess containers',
    ])
  })
})
