import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateContainerSecurity } from './security-context-container'

const nulls = '"Privileged":null,"SELinuxOptions":null,"WindowsOptions":null,"RunAsUser":null,"RunAsGroup":null,"RunAsNonRoot":null,"ReadOnlyRootFilesystem":null'

describe('security context of a container', () => {
  it.each([
    ['hardened', { allowPrivilegeEscalation: false, runAsNonRoot: true, runAsUser: 0, capabilities: { drop: ['ALL'], add: ['CAP_NET_BIND_SERVICE'] } }, []],
    ['unmasked without a user namespace', { procMount: 'Unmasked' }, ['s.procMount: Invalid value: "Unmasked": `hostUsers` must be false to use `Unmasked`']],
    [
      'the one capability that is looked at', { allowPrivilegeEscalation: false, capabilities: { add: ['CAP_SYS_ADMIN'] } },
      [`s: Invalid value: {"Capabilities":{"Add":["CAP_SYS_ADMIN"],"Drop":null},${nulls},"AllowPrivilegeEscalation":false,"ProcMount":null,"SeccompProfile":null,"AppArmorProfile":null}: cannot set \`allowPrivilegeEscalation\` to false and \`capabilities.Add\` CAP_SYS_ADMIN`],
    ],
    ['a group', { runAsGroup: -1 }, ['s.runAsGroup: Invalid value: -1: must be between 0 and 2147483647, inclusive']],
  ])('%s', (_, context, lines) => {
    expect(validateContainerSecurity(context, true, 's').map(formatFieldError)).toEqual(lines)
  })
})
