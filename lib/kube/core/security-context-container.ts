import type { Draft } from '@/lib/kube/draft'
import { invalid, notSupported, type FieldError } from '@/lib/kube/field-error'
import { internalJson } from '@/lib/kube/internal-json'
import { validateAppArmor, validateId, validateSeccomp, validateWindowsOptions } from './security-context-profile'
import type { SecurityContext } from './v1.generated'

const procMounts = ['Default', 'Unmasked']

/** A container's `securityContext`. A capability named `CAP_…` passes: only the literal CAP_SYS_ADMIN beside refused escalation does not. */
export function validateContainerSecurity(context: Draft<SecurityContext> | undefined, hostUsers: boolean, path: string): FieldError[] {
  if (context === undefined) return []
  return [
    ...validateId(context.runAsUser, `${path}.runAsUser`),
    ...validateId(context.runAsGroup, `${path}.runAsGroup`),
    ...validateProcMount(context.procMount, hostUsers, `${path}.procMount`),
    ...validateSeccomp(context.seccompProfile, `${path}.seccompProfile`),
    ...validateEscalation(context, path),
    ...validateWindowsOptions(context.windowsOptions, `${path}.windowsOptions`),
    ...validateAppArmor(context.appArmorProfile, `${path}.appArmorProfile`),
  ]
}

function validateProcMount(mount: string | undefined, hostUsers: boolean, path: string): FieldError[] {
  if (mount === undefined) return []
  const errors = procMounts.includes(mount) ? [] : [notSupported(path, mount, procMounts)]
  return hostUsers && mount === 'Unmasked' ? [...errors, invalid(path, mount, '`hostUsers` must be false to use `Unmasked`')] : errors
}

function validateEscalation(context: Draft<SecurityContext>, path: string): FieldError[] {
  if (context.allowPrivilegeEscalation !== false) return []
  const shown = internalJson('SecurityContext', context)
  const errors: FieldError[] = []
  if (context.privileged === true) errors.push(invalid(path, shown, 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true'))
  for (const capability of context.capabilities?.add ?? []) {
    if (capability === 'CAP_SYS_ADMIN') errors.push(invalid(path, shown, 'cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN'))
  }
  return errors
}
