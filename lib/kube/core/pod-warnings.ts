import type { Draft } from '@/lib/kube/draft'
import { goQuote } from '@/lib/kube/go-format'
import { validateDns1123Label } from '@/lib/kube/names'
import { isFractional } from '@/lib/kube/quantity'
import type { Quantity } from '@/lib/kube/meta/v1.generated'
import { visitContainers } from './pod-containers'
import { portWarnings } from './pod-port-warnings'
import { placementWarnings } from './pod-placement-warnings'
import { volumeWarnings } from './volume-warnings'
import type { Container, PodSpec } from './v1.generated'

type Annotations = Readonly<Record<string, string>>
type ResourceList = Readonly<Record<string, Quantity | undefined>>

const retiredAnnotations = {
  'scheduler.alpha.kubernetes.io/critical-pod': 'non-functional in v1.16+; use the "priorityClassName" field instead',
  'security.alpha.kubernetes.io/sysctls': 'non-functional in v1.11+; use the "sysctls" field instead',
  'security.alpha.kubernetes.io/unsafe-sysctls': 'non-functional in v1.11+; use the "sysctls" field instead',
} as const
const byteResources = ['memory', 'ephemeral-storage'] as const

/** What a Pod or template is let through with, but not without a word (pkg/api/pod warningsForPodSpecAndMeta). `path` is empty or ends in a dot: `spec.template.`. */
export function podSpecWarnings(spec: Draft<PodSpec>, annotations: Annotations | undefined, path: string): string[] {
  const specPath = `${path}spec`
  return [
    ...placementWarnings(spec, specPath),
    ...Object.entries(retiredAnnotations).flatMap(([key, text]) => (annotations?.[key] === undefined ? [] : [`${path}metadata.annotations[${key}]: ${text}`])),
    ...volumeWarnings(spec.volumes ?? [], `${specPath}.volumes`),
    ...repetitionWarnings(spec, specPath),
    ...fractionWarnings(spec.overhead, `${specPath}.overhead`),
    ...annotationWarnings(spec, annotations, path),
    ...visitContainers(spec, specPath).flatMap(({ container, at }) => containerWarnings(container, at)),
    ...portWarnings(spec, specPath),
    ...((spec.terminationGracePeriodSeconds ?? 0) < 0 ? [`${specPath}.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`] : []),
    ...affinityWarnings(spec, specPath),
  ]
}

function repetitionWarnings(spec: Draft<PodSpec>, path: string): string[] {
  const addresses = new Set<string>()
  const aliases = (spec.hostAliases ?? []).flatMap(({ ip = '' }, index) => {
    const isRepeated = addresses.has(ip)
    addresses.add(ip)
    return isRepeated ? [`${path}.hostAliases[${String(index)}].ip: duplicate ip ${goQuote(ip)}`] : []
  })
  const names = new Set<string>()
  const secrets = (spec.imagePullSecrets ?? []).flatMap(({ name = '' }, index) => {
    const isRepeated = names.has(name)
    names.add(name)
    return isRepeated ? [`${path}.imagePullSecrets[${String(index)}].name: duplicate name ${goQuote(name)}`] : []
  })
  const nameless = (spec.imagePullSecrets ?? []).flatMap(({ name = '' }, index) => (name === '' ? [`${path}.imagePullSecrets[${String(index)}].name: invalid empty name ""`] : []))
  return [...aliases, ...secrets, ...nameless]
}

function fractionWarnings(list: ResourceList | undefined, path: string): string[] {
  return byteResources.flatMap((name) => fractionWarning(name, list, path))
}

function fractionWarning(name: string, list: ResourceList | undefined, path: string): string[] {
  const amount = list?.[name]
  if (amount === undefined || !isFractional(amount)) return []
  return [`${path}[${name}]: fractional byte value ${goQuote(String(amount))} is invalid, must be an integer`]
}

function annotationWarnings(spec: Draft<PodSpec>, annotations: Annotations | undefined, path: string): string[] {
  if (annotations === undefined) return []
  const at = (key: string): string => `${path}metadata.annotations[${key}]`
  const podKey = 'seccomp.security.alpha.kubernetes.io/pod'
  const ofPod = spec.securityContext?.seccompProfile === undefined && annotations[podKey] !== undefined
  const text = 'non-functional in v1.27+; use the "seccompProfile" field instead'
  return [
    ...(ofPod ? [`${at(podKey)}: ${text}`] : []),
    ...visitContainers(spec, '').flatMap(({ container }) => {
      const seccomp = `container.seccomp.security.alpha.kubernetes.io/${container.name ?? ''}`
      const appArmor = `container.apparmor.security.beta.kubernetes.io/${container.name ?? ''}`
      const hasAppArmor = container.securityContext?.appArmorProfile !== undefined || spec.securityContext?.appArmorProfile !== undefined
      return [
        ...(container.securityContext?.seccompProfile === undefined && annotations[seccomp] !== undefined ? [`${at(seccomp)}: ${text}`] : []),
        ...(!hasAppArmor && annotations[appArmor] !== undefined ? [`${at(appArmor)}: deprecated since v1.30; use the "appArmorProfile" field instead`] : []),
      ]
    }),
  ]
}

function containerWarnings(container: Draft<Container>, path: string): string[] {
  const limits = container.resources?.limits as ResourceList | undefined
  const requests = container.resources?.requests as ResourceList | undefined
  const fractions = byteResources.flatMap((name) => [
    ...fractionWarning(name, limits, `${path}.resources.limits`),
    ...fractionWarning(name, requests, `${path}.resources.requests`),
  ])
  return [...fractions, ...envWarnings(container, path)]
}

/** A variable that hides one of the same name without building on it. */
function envWarnings({ env = [] }: Draft<Container>, path: string): string[] {
  const names = new Set<string>()
  return env.flatMap((variable, index) => {
    const name = variable.name ?? ''
    const reference = `$(${name})`
    const value = variable.value ?? ''
    const buildsOn = variable.valueFrom === undefined && value !== reference && value.includes(reference)
    const isHiding = names.has(name) && !buildsOn
    names.add(name)
    return isHiding ? [`${path}.env[${String(index)}]: hides previous definition of ${goQuote(name)}, which may be dropped when using apply`] : []
  })
}

function affinityWarnings(spec: Draft<PodSpec>, path: string): string[] {
  const text = 'a null labelSelector results in matching no pod'
  return (['podAffinity', 'podAntiAffinity'] as const).flatMap((kind) => {
    const affinity = spec.affinity?.[kind]
    const at = `${path}.affinity.${kind}`
    return [
      ...(affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).flatMap(({ labelSelector }, index) =>
        labelSelector === undefined ? [`${at}.requiredDuringSchedulingIgnoredDuringExecution[${String(index)}].labelSelector: ${text}`] : [],
      ),
      ...(affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).flatMap(({ podAffinityTerm }, index) =>
        podAffinityTerm?.labelSelector === undefined
          ? [`${at}.preferredDuringSchedulingIgnoredDuringExecution[${String(index)}].podAffinityTerm.labelSelector: ${text}`]
          : [],
      ),
    ]
  })
}

/** A name that becomes a Pod's host name should be a DNS label; `what` says whose name it is. */
export function hostnameWarnings(name: string, what: string): string[] {
  const problems = validateDns1123Label(name)
  if (problems.length === 0) return []
  return [`metadata.name: this is used in ${what}, which can result in surprising behavior; a DNS label is recommended: [${problems.join(' ')}]`]
}
