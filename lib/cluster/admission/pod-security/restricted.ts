import type { Volume } from '@/lib/kube/core/v1.generated'
import { unmasked } from './baseline'
import { containersOf, named, namesWhere, quoted, setters, type Check, type Subject, type Violation } from './check'

/** What the restricted level adds, in order (pod-security-admission/policy). */
export const restrictedChecks: readonly Check[] = [
  { id: 'allowPrivilegeEscalation', level: 'restricted', since: 8, look: unlessWindows(privilegeEscalation) },
  { id: 'capabilities_restricted', level: 'restricted', since: 22, replaces: 'capabilities_baseline', look: unlessWindows(capabilities) },
  { id: 'procMount_restricted', level: 'restricted', since: 35, replaces: 'procMount', look: unmasked },
  { id: 'restrictedVolumes', level: 'restricted', since: 0, replaces: 'hostPathVolumes', look: volumeTypes },
  { id: 'runAsNonRoot', level: 'restricted', since: 0, look: runAsNonRoot },
  { id: 'runAsUser', level: 'restricted', since: 23, look: runAsUser },
  { id: 'seccompProfile_restricted', level: 'restricted', since: 19, replaces: 'seccompProfile_baseline', look: unlessWindows(seccomp) },
]

/** From 1.25 on, Pods that say they are for Windows need not set what Windows has not. */
function unlessWindows(look: (subject: Subject) => Violation | undefined): Check['look'] {
  return (subject, minor) => (minor >= 25 && subject.spec.os?.name === 'windows' ? undefined : look(subject))
}

function privilegeEscalation(subject: Subject): Violation | undefined {
  const names = namesWhere(subject, ({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false)
  return names.length === 0 ? undefined : { reason: 'allowPrivilegeEscalation != false', detail: `${named('container', names)} must set securityContext.allowPrivilegeEscalation=false` }
}

function capabilities(subject: Subject): Violation | undefined {
  const undropped = namesWhere(subject, ({ securityContext }) => securityContext?.capabilities?.drop?.includes('ALL') !== true)
  const forbidden = new Set<string>()
  const adding = namesWhere(subject, ({ securityContext }) => {
    const added = (securityContext?.capabilities?.add ?? []).filter((capability) => capability !== 'NET_BIND_SERVICE')
    for (const capability of added) forbidden.add(capability)
    return added.length > 0
  })
  const details = [
    ...(undropped.length > 0 ? [`${named('container', undropped)} must set securityContext.capabilities.drop=["ALL"]`] : []),
    ...(adding.length > 0 ? [`${named('container', adding)} must not include ${quoted([...forbidden].sort())} in securityContext.capabilities.add`] : []),
  ]
  return details.length === 0 ? undefined : { reason: 'unrestricted capabilities', detail: details.join('; ') }
}

const allowedVolumes = new Set(['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret'])

function volumeTypes({ spec }: Subject): Violation | undefined {
  const types = new Set<string>()
  const names = (spec.volumes ?? []).filter((volume) => {
    const type = typeOf(volume)
    if (type === undefined || allowedVolumes.has(type)) return false
    types.add(type)
    return true
  }).map(({ name }) => name)
  if (names.length === 0) return undefined
  return { reason: 'restricted volume types', detail: `${named('volume', names)} ${names.length === 1 ? 'uses' : 'use'} ${named('restricted volume type', [...types].sort())}` }
}

function typeOf(volume: Volume): string | undefined {
  return Object.entries(volume).find(([key, value]) => key !== 'name' && value !== undefined)?.[0]
}

/** A user namespace makes root harmless: from 1.35 on such Pods are free to run as it. */
function inUserNamespace({ spec }: Subject, minor: number): boolean {
  return minor >= 35 && spec.hostUsers === false
}

function runAsNonRoot(subject: Subject, minor: number): Violation | undefined {
  if (inUserNamespace(subject, minor)) return undefined
  const reason = 'runAsNonRoot != true'
  const pod = subject.spec.securityContext.runAsNonRoot
  const explicit = namesWhere(subject, ({ securityContext }) => securityContext?.runAsNonRoot === false)
  if (pod === false || explicit.length > 0) return { reason, detail: `${setters(pod === false, explicit)} must not set securityContext.runAsNonRoot=false` }
  const silent = pod === true ? [] : namesWhere(subject, ({ securityContext }) => securityContext?.runAsNonRoot === undefined)
  return silent.length === 0 ? undefined : { reason, detail: `pod or ${named('container', silent)} must set securityContext.runAsNonRoot=true` }
}

function runAsUser(subject: Subject, minor: number): Violation | undefined {
  if (inUserNamespace(subject, minor)) return undefined
  const pod = subject.spec.securityContext.runAsUser === 0
  const names = containersOf(subject).filter(({ securityContext }) => securityContext?.runAsUser === 0).map(({ name }) => name)
  return !pod && names.length === 0 ? undefined : { reason: 'runAsUser=0', detail: `${setters(pod, names)} must not set runAsUser=0` }
}

function seccomp(subject: Subject): Violation | undefined {
  const reason = 'seccompProfile'
  const isSafe = (type: string) => type === 'RuntimeDefault' || type === 'Localhost'
  const forbidden = new Set<string>()
  const isBad = (type: string | undefined) => {
    if (type === undefined || isSafe(type)) return false
    forbidden.add(type)
    return true
  }
  const profile = subject.spec.securityContext.seccompProfile?.type
  const pod = isBad(profile)
  const explicit = namesWhere(subject, ({ securityContext }) => isBad(securityContext?.seccompProfile?.type))
  if (pod || explicit.length > 0) return { reason, detail: `${setters(pod, explicit)} must not set securityContext.seccompProfile.type to ${quoted([...forbidden].sort())}` }
  const silent = profile === undefined ? namesWhere(subject, ({ securityContext }) => securityContext?.seccompProfile?.type === undefined) : []
  return silent.length === 0 ? undefined : { reason, detail: `pod or ${named('container', silent)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"` }
}
