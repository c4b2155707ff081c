import type { Draft } from '@/lib/kube/draft'
import { forbidden, invalid, type FieldError } from '@/lib/kube/field-error'
import { visitContainers } from './pod-containers'
import type { AppArmorProfile, PodSpec, SeccompProfile } from './v1.generated'
import { validateDescendingPath } from './volume-path'

type Annotations = Readonly<Record<string, string>>

/** Keys with which the kubelet and the API server once said what fields say now. */
const mirrorPod = 'kubernetes.io/config.mirror'
const deletionCost = 'controller.kubernetes.io/pod-deletion-cost'
const seccompPod = 'seccomp.security.alpha.kubernetes.io/pod'
const seccompContainer = 'container.seccomp.security.alpha.kubernetes.io/'
const appArmorContainer = 'container.apparmor.security.beta.kubernetes.io/'

/** How early the Pod is removed when its ReplicaSet shrinks: a whole number of 32 bits without a plus or leading zeros. */
function isDeletionCost(text: string): boolean {
  return text === '0' || (/^-?[1-9]\d*$/.test(text) && Number(text) >= -(2 ** 31) && Number(text) < 2 ** 31)
}

/** Annotations that mean something to the API server (ValidatePodSpecificAnnotations). */
export function validatePodAnnotations(annotations: Annotations | undefined, spec: Draft<PodSpec>, path: string): FieldError[] {
  if (annotations === undefined) return []
  const errors: FieldError[] = []
  const mirror = annotations[mirrorPod]
  if (mirror !== undefined && (spec.nodeName ?? '') === '') errors.push(invalid(`${path}[${mirrorPod}]`, mirror, 'must set spec.nodeName if mirror pod annotation is set'))
  const cost = annotations[deletionCost]
  if (cost !== undefined && !isDeletionCost(cost)) errors.push(invalid(`${path}[${deletionCost}]`, cost, 'must be a 32bit integer'))
  for (const key of Object.keys(annotations).sort()) errors.push(...validateProfile(key, annotations[key] ?? '', spec, path))
  return errors
}

function validateProfile(key: string, value: string, spec: Draft<PodSpec>, path: string): FieldError[] {
  if (key === seccompPod || key.startsWith(seccompContainer)) return validateSeccompName(value, `${path}.${key}`)
  if (!key.startsWith(appArmorContainer)) return []
  const container = key.slice(appArmorContainer.length)
  const isThere = visitContainers(spec, '').some((placed) => placed.container.name === container)
  const isName = value === '' || value === 'runtime/default' || value === 'unconfined' || value.startsWith('localhost/')
  return [
    ...(isThere ? [] : [invalid(`${path}[${key}]`, container, 'container not found')]),
    ...(isName ? [] : [invalid(`${path}[${key}]`, value, `invalid AppArmor profile name: "${value}"`)]),
  ]
}

function validateSeccompName(value: string, path: string): FieldError[] {
  if (value === 'runtime/default' || value === 'docker/default' || value === 'unconfined') return []
  if (value.startsWith('localhost/')) return validateDescendingPath(value.slice('localhost/'.length), path)
  return [invalid(path, value, 'must be a valid seccomp profile')]
}

/** Fields and old annotations that say the same must not contradict each other. */
export function validateAnnotationsMatchFields(annotations: Annotations | undefined, spec: Draft<PodSpec>, path: string): FieldError[] {
  if (annotations === undefined) return []
  const placed = visitContainers(spec, path)
  const ofPod = spec.securityContext?.seccompProfile
  const seccomp = [
    ...compareProfile(annotations[seccompPod], ofPod, `${path}.securityContext.seccompProfile`, 'seccomp'),
    ...placed.flatMap(({ container, at }) =>
      compareProfile(annotations[`${seccompContainer}${container.name ?? ''}`], container.securityContext?.seccompProfile, `${at}.securityContext.seccompProfile`, 'seccomp'),
    ),
  ]
  if (spec.os?.name === 'windows') return seccomp
  const appArmor = placed.flatMap(({ container, at }) => {
    const profile = container.securityContext?.appArmorProfile ?? spec.securityContext?.appArmorProfile
    return compareProfile(annotations[`${appArmorContainer}${container.name ?? ''}`], profile, `${at}.securityContext.appArmorProfile`, 'apparmor')
  })
  return [...seccomp, ...appArmor]
}

function compareProfile(
  annotation: string | undefined, profile: Draft<SeccompProfile> | Draft<AppArmorProfile> | undefined, path: string, word: 'seccomp' | 'apparmor',
): FieldError[] {
  if (annotation === undefined || profile === undefined) return []
  const typeError = [forbidden(`${path}.type`, `${word} type in annotation and field must match`)]
  switch (profile.type) {
    case 'Unconfined':
      return annotation === 'unconfined' ? [] : typeError
    case 'RuntimeDefault':
      return annotation === 'runtime/default' || (word === 'seccomp' && annotation === 'docker/default') ? [] : typeError
    case 'Localhost':
      if (!annotation.startsWith('localhost/')) return typeError
      if (annotation.slice('localhost/'.length) === profile.localhostProfile) return []
      return [forbidden(`${path}.localhostProfile`, `${word} profile in annotation and field must match`)]
    default:
      return []
  }
}

/** Annotations that stay as they were made (ValidatePodSpecificAnnotationUpdates). */
export function validatePodAnnotationUpdate(annotations: Annotations = {}, old: Annotations = {}, path: string): FieldError[] {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(annotations)])].filter((key) => annotations[key] !== old[key])
  return keys.flatMap((key) => {
    const verb = key in old ? 'remove or update' : 'add'
    if (key.startsWith(appArmorContainer)) return [forbidden(`${path}[${key}]`, `may not ${verb} AppArmor annotations`)]
    return key === mirrorPod ? [forbidden(`${path}[${key}]`, `may not ${verb} mirror pod annotation`)] : []
  })
}
