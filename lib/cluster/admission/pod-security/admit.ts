import type { Pod, PodSpec } from '@/lib/kube/core/v1.generated'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import { forbiddenStatus } from '@/lib/kube/status-error'
import { admissionName } from '../../api/write/generated-name'
import { same } from '../../api/write/same'
import type { WriteResult } from '../../api/write/result'
import type { Working } from '../../working/working'
import type { AdmissionRequest } from '../admit'
import type { Subject } from './check'
import { detailsOf, violationsOf } from './evaluate'
import { compareLevels, policyOf, shownLevel, type LevelVersion } from './policy'

/**
 * Pod Security: Pods are refused by `enforce` and warned of by `warn`; what makes Pods is only ever warned of, and a namespace whose labels become
 * stricter is told of the Pods it has (pod-security-admission/admission).
 */
export function admitPodSecurity(working: Working, request: AdmissionRequest): WriteResult {
  const { phase, definition, object } = request
  const allowed: WriteResult = { ok: true, object }
  if (phase !== 'validate') return allowed
  const resource = `${definition.group}/${definition.resource}`
  if (resource === '/pods') return admitPod(working, request) ?? allowed
  if (resource === '/namespaces') warnOfPods(working, request)
  else warnOfTemplate(working, request, resource)
  return allowed
}

function namespacePolicy(working: Working, { object }: AdmissionRequest) {
  return policyOf(working.get(objectKey('', 'namespaces', '', object.metadata.namespace ?? ''))?.metadata.labels)
}

function admitPod(working: Working, request: AdmissionRequest): WriteResult | undefined {
  const { object, old, options, definition } = request
  if (old !== undefined && !changedForSecurity(object as unknown as Pod, old as unknown as Pod)) return undefined
  const { enforce, warn } = namespacePolicy(working, request)
  const subject = object as unknown as Subject
  const violations = violationsOf(subject, enforce)
  if (violations.length > 0) {
    return { ok: false, status: forbiddenStatus(definition, admissionName(object), `violates PodSecurity ${JSON.stringify(shownLevel(enforce))}: ${detailsOf(violations)}`) }
  }
  warnAt(subject, warn, options.warn)
  return undefined
}

/** Of an update only other images and ephemeral containers count, whatever the documentation says of annotations. */
function changedForSecurity({ spec }: Pod, { spec: old }: Pod): boolean {
  const images = (containers: readonly { readonly image?: string }[] = []) => containers.map(({ image }) => image)
  const before = new Map(old.ephemeralContainers?.map(({ name, image }) => [name, image]))
  return !same([images(spec.containers), images(spec.initContainers)], [images(old.containers), images(old.initContainers)])
    || (spec.ephemeralContainers ?? []).some(({ name, image }) => !before.has(name) || before.get(name) !== image)
}

function warnAt(subject: Subject, level: LevelVersion, warn: ((text: string) => void) | undefined): void {
  if (warn === undefined) return
  const violations = violationsOf(subject, level)
  if (violations.length > 0) warn(`would violate PodSecurity ${JSON.stringify(shownLevel(level))}: ${detailsOf(violations)}`)
}

/** Where each kind that makes Pods has their template. */
const templates: Readonly<Record<string, ((object: KubeObject) => Subject | undefined) | undefined>> = {
  'apps/deployments': templateOf,
  'apps/replicasets': templateOf,
  'apps/statefulsets': templateOf,
  'apps/daemonsets': templateOf,
  'batch/jobs': templateOf,
  '/replicationcontrollers': templateOf,
  'batch/cronjobs': (object) => (object as { spec?: { jobTemplate?: { spec?: { template?: Subject } } } }).spec?.jobTemplate?.spec?.template,
}

function templateOf(object: KubeObject): Subject | undefined {
  return (object as { spec?: { template?: Subject } }).spec?.template
}

function warnOfTemplate(working: Working, request: AdmissionRequest, resource: string): void {
  const template = templates[resource]?.(request.object)
  if (template === undefined || request.options.warn === undefined || request.options.subresource !== undefined) return
  warnAt({ metadata: (template as Partial<Subject>).metadata ?? {}, spec: withContext(template.spec) }, namespacePolicy(working, request).warn, request.options.warn)
}

/** ReplicationControllers come without defaults. */
function withContext(spec: Partial<PodSpec> | undefined): PodSpec {
  return { containers: [], securityContext: {}, ...spec } as unknown as PodSpec
}

/** Tells of Pods that a stricter level would not let in, alike ones together. */
function warnOfPods(working: Working, { object, old, options }: AdmissionRequest): void {
  if (old === undefined || options.warn === undefined) return
  const { enforce } = policyOf(object.metadata.labels)
  const before = policyOf(old.metadata.labels).enforce
  if (same(enforce, before) || enforce.level === 'privileged' || (enforce.minor === before.minor && compareLevels(enforce, before) < 1)) return
  const found = new Map<string, string[]>()
  for (const pod of working.list(`/pods/${object.metadata.name}`)) {
    const reasons = violationsOf(pod as unknown as Subject, enforce).map(({ reason }) => reason)
    if (reasons.length === 0) continue
    const text = reasons.join(', ')
    found.set(text, [...(found.get(text) ?? []), pod.metadata.name])
  }
  if (found.size === 0) return
  options.warn(`existing pods in namespace ${JSON.stringify(object.metadata.name)} violate the new PodSecurity enforce level ${JSON.stringify(shownLevel(enforce))}`)
  const lines = [...found].map(([reasons, names]) => `${podsText(names)}: ${reasons}`)
  for (const line of lines.sort()) options.warn(line)
}

function podsText(names: readonly string[]): string {
  const [first = ''] = [...names].sort()
  const others = names.length - 1
  return others === 0 ? first : `${first} (and ${String(others)} other pod${others === 1 ? '' : 's'})`
}
