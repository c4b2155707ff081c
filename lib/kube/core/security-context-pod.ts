import type { Draft } from '@/lib/kube/draft'
import { isBlank } from '@/lib/kube/draft'
import { duplicate, forbidden, invalid, required, type FieldError } from '@/lib/kube/field-error'
import { validateChoice } from './choice'
import { validateAppArmor, validateId, validateSeccomp, validateWindowsOptions } from './security-context-profile'
import type { PodSpec, Sysctl } from './v1.generated'

const sysctlName = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/
const sysctlText = 'must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$'
const changePolicies = ['Always', 'OnRootMismatch']
const groupPolicies = ['Merge', 'Strict']
const selinuxPolicies = ['MountOption', 'Recursive']

/** A Pod's `securityContext`, with the Pod's host namespaces that its sysctls depend on. */
export function validatePodSecurity(spec: Draft<PodSpec>, path: string): FieldError[] {
  const context = spec.securityContext ?? {}
  return [
    ...validateId(context.fsGroup, `${path}.fsGroup`),
    ...validateId(context.runAsUser, `${path}.runAsUser`),
    ...validateId(context.runAsGroup, `${path}.runAsGroup`),
    ...(context.supplementalGroups ?? []).flatMap((group, index) => validateId(group, `${path}.supplementalGroups[${String(index)}]`)),
    ...validateSharedProcesses(spec, path),
    ...validateSysctls(context.sysctls, spec, `${path}.sysctls`),
    ...validateChoice(context.fsGroupChangePolicy, changePolicies, `${path}.fsGroupChangePolicy`),
    ...validateSeccomp(context.seccompProfile, `${path}.seccompProfile`),
    ...validateWindowsOptions(context.windowsOptions, `${path}.windowsOptions`),
    ...validateAppArmor(context.appArmorProfile, `${path}.appArmorProfile`),
    ...validateChoice(context.supplementalGroupsPolicy, groupPolicies, `${path}.supplementalGroupsPolicy`),
    ...validateChoice(context.seLinuxChangePolicy, selinuxPolicies, `${path}.seLinuxChangePolicy`),
  ]
}

function validateSharedProcesses(spec: Draft<PodSpec>, path: string): FieldError[] {
  const isBoth = spec.shareProcessNamespace === true && spec.hostPID === true
  return isBoth ? [invalid(`${path}.shareProcessNamespace`, true, 'ShareProcessNamespace and HostPID cannot both be enabled')] : []
}

function validateSysctls(sysctls: readonly Draft<Sysctl>[] | undefined, spec: Draft<PodSpec>, path: string): FieldError[] {
  const names = new Set<string>()
  return (sysctls ?? []).flatMap(({ name }, index) => {
    const at = `${path}[${String(index)}].name`
    const errors: FieldError[] = []
    if (isBlank(name)) errors.push(required(at))
    else if (name.length > 253 || !sysctlName.test(name)) errors.push(invalid(at, name, sysctlText))
    else if (names.has(name)) errors.push(duplicate(at, name))
    names.add(name ?? '')
    return [...errors, ...validateHostSysctl(name ?? '', spec, at)]
  })
}

/** Namespaced sysctls belong to the node where the Pod shares that namespace with it (ValidateHostSysctl). */
function validateHostSysctl(name: string, spec: Draft<PodSpec>, path: string): FieldError[] {
  const dotted = name.replace(/\//g, '.')
  if (spec.hostNetwork === true && dotted.startsWith('net.')) return [invalid(path, name, "may not be specified when 'hostNetwork' is true")]
  const isIpc = /^(kernel\.shm|kernel\.msg|fs\.mqueue\.)/.test(dotted) || dotted === 'kernel.sem'
  return spec.hostIPC === true && isIpc ? [invalid(path, name, "may not be specified when 'hostIPC' is true")] : []
}

const hostNamespaces = [['hostNetwork', 'hostNetwork'], ['hostPID', 'HostPID'], ['hostIPC', 'HostIPC']] as const

/** A user namespace of its own excludes the node's other namespaces. The server spells two of the paths with capitals. */
export function validateHostUsers(spec: Draft<PodSpec>, path: string): FieldError[] {
  if (spec.hostUsers !== false) return []
  return hostNamespaces.flatMap(([field, shown]) => (spec[field] === true ? [forbidden(`${path}.${shown}`, 'when `pod.Spec.HostUsers` is false')] : []))
}
