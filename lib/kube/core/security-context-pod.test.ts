import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateHostUsers, validatePodSecurity } from './security-context-pod'

describe('security context of a Pod', () => {
  it.each([
    ['users and groups', { securityContext: { runAsUser: 101, fsGroup: 101, supplementalGroups: [2000] } }, []],
    ['a group that can not be', { securityContext: { supplementalGroups: [1, -1] } }, ['s.supplementalGroups[1]: Invalid value: -1: must be between 0 and 2147483647, inclusive']],
    ['a sysctl twice', { securityContext: { sysctls: [{ name: 'a.b' }, { name: 'a.b' }] } }, ['s.sysctls[1].name: Duplicate value: "a.b"']],
    ['a sysctl of the node', { hostNetwork: true, securityContext: { sysctls: [{ name: 'net.core.somaxconn' }] } }, [
      's.sysctls[0].name: Invalid value: "net.core.somaxconn": may not be specified when \'hostNetwork\' is true',
    ]],
    ['one process list for all, and the node\'s', { shareProcessNamespace: true, hostPID: true }, ['s.shareProcessNamespace: Invalid value: true: ShareProcessNamespace and HostPID cannot both be enabled']],
    ['when owners change', { securityContext: { fsGroupChangePolicy: 'never' } }, ['s.fsGroupChangePolicy: Unsupported value: "never": supported values: "Always", "OnRootMismatch"']],
  ])('%s', (_, spec, lines) => {
    expect(validatePodSecurity(spec, 's').map(formatFieldError)).toEqual(lines)
  })

  it('keeps the node\'s namespaces out of a user namespace', () => {
    expect(validateHostUsers({ hostUsers: false, hostNetwork: true, hostPID: true }, 'spec').map(formatFieldError)).toEqual([
      'spec.hostNetwork: Forbidden: when `pod.Spec.HostUsers` is false', 'spec.HostPID: Forbidden: when `pod.Spec.HostUsers` is false',
    ])
  })
})
