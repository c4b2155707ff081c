import type { Draft } from '@/lib/kube/draft'
import { isBlank } from '@/lib/kube/draft'
import { forbidden, invalid, notSupported, required, type FieldError } from '@/lib/kube/field-error'
import { visitContainers } from './pod-containers'
import type { PodSpec } from './v1.generated'

const systems = ['linux', 'windows']

/** `spec.os` and what it excludes (validateOS, validateLinux, validateWindows). */
export function validatePodOs(spec: Draft<PodSpec>, path: string): FieldError[] {
  if (spec.os === undefined) return []
  const name = spec.os.name
  if (isBlank(name)) return [required(`${path}.os.name`)]
  if (!systems.includes(name)) return [notSupported(`${path}.os`, name, systems)]
  return name === 'linux' ? validateLinux(spec, path) : validateWindows(spec, path)
}

function validateLinux(spec: Draft<PodSpec>, path: string): FieldError[] {
  const refuse = (at: string): FieldError => forbidden(`${at}.securityContext.windowsOptions`, 'windows options cannot be set for a linux pod')
  return [
    ...(spec.securityContext?.windowsOptions === undefined ? [] : [refuse(path)]),
    ...visitContainers(spec, path).flatMap(({ container, at }) => (container.securityContext?.windowsOptions === undefined ? [] : [refuse(at)])),
  ]
}

/** In the server's order; fields of the Pod itself stand outside `securityContext`. */
const podFields = [
  'appArmorProfile', 'seLinuxOptions', '/hostUsers', '/hostPID', '/hostIPC', 'seccompProfile', 'fsGroup', 'fsGroupChangePolicy', 'sysctls',
  '/shareProcessNamespace', 'runAsUser', 'runAsGroup', 'supplementalGroups', 'supplementalGroupsPolicy', 'seLinuxChangePolicy',
] as const
const containerFields = [
  'appArmorProfile', 'seLinuxOptions', 'seccompProfile', 'capabilities', 'readOnlyRootFilesystem', 'privileged', 'allowPrivilegeEscalation', 'procMount',
  'runAsUser', 'runAsGroup',
] as const

function isGiven(value: unknown, field: string): boolean {
  return field === '/hostPID' || field === '/hostIPC' ? value === true : value !== undefined
}

function validateWindows(spec: Draft<PodSpec>, path: string): FieldError[] {
  const context = spec.securityContext as Readonly<Record<string, unknown>> | undefined
  const whole = spec as Readonly<Record<string, unknown>>
  const refuse = (at: string): FieldError => forbidden(at, 'cannot be set for a windows pod')
  const ofPod = podFields.flatMap((field) => {
    const value = field.startsWith('/') ? whole[field.slice(1)] : context?.[field]
    return isGiven(value, field) ? [refuse(field.startsWith('/') ? `${path}.${field.slice(1)}` : `${path}.securityContext.${field}`)] : []
  })
  const ofContainers = visitContainers(spec, path).flatMap(({ container, at }) =>
    containerFields.flatMap((field) => (container.securityContext?.[field] === undefined ? [] : [refuse(`${at}.securityContext.${field}`)])),
  )
  return [...ofPod, ...ofContainers]
}

/** Containers that are processes of a Windows node: all or none, and with the node's network (validateWindowsHostProcessPod). */
export function validateHostProcess(spec: Draft<PodSpec>, path: string): FieldError[] {
  const ofPod = spec.securityContext?.windowsOptions?.hostProcess
  const containers = visitContainers(spec, path)
  const errors = containers.flatMap(({ container, at }) => {
    const own = container.securityContext?.windowsOptions?.hostProcess
    const text = `pod hostProcess value must be identical if both are specified, was ${String(ofPod)}`
    return own !== undefined && ofPod !== undefined && own !== ofPod ? [invalid(`${at}.securityContext.windowsOptions.hostProcess`, own, text)] : []
  })
  const count = containers.filter(({ container }) => container.securityContext?.windowsOptions?.hostProcess ?? ofPod ?? false).length
  if (count === 0) return errors
  if (count !== containers.length) errors.push(invalid(path, '', 'If pod contains any hostProcess containers then all containers must be HostProcess containers'))
  if (spec.hostNetwork !== true) errors.push(invalid(`${path}.hostNetwork`, false, 'hostNetwork must be true if pod contains any hostProcess containers'))
  return errors
}
