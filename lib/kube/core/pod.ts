import type { Draft } from '@/lib/kube/draft'
import { defineKind } from '@/lib/kube/define-kind'
import type { ObjectMeta } from '@/lib/kube/meta/v1.generated'
import { forbidden, type FieldError } from '@/lib/kube/field-error'
import { validateImageSpace } from './container'
import { validateAnnotationsMatchFields, validatePodAnnotations, validatePodAnnotationUpdate } from './pod-annotations'
import { podQosClass } from './pod-qos'
import { validatePodSpec } from './pod-spec'
import { defaultPod } from './pod-spec-defaults'
import { preparePodStatus, validatePodStatusUpdate } from './pod-status'
import { validatePodSpecUpdate } from './pod-update'
import { hostnameWarnings, podSpecWarnings } from './pod-warnings'
import type { Pod, PodSpec, PodStatus } from './v1.generated'

/** What holds for a Pod at any time, new or changed (validatePodMetadataAndSpec). */
export function validatePod(pod: Pod): FieldError[] {
  const spec: Draft<PodSpec> = pod.spec
  const metadata: Draft<ObjectMeta> = pod.metadata
  const tokens = (spec.serviceAccountName ?? '') === '' ? tokenErrors(spec) : []
  return [
    ...validatePodAnnotations(pod.metadata.annotations, spec, 'metadata.annotations'),
    ...validatePodSpec(spec, metadata.name ?? '', 'spec'),
    ...tokens,
    ...(['containers', 'initContainers'] as const).flatMap((list) =>
      (spec[list] ?? []).flatMap(({ image }, index) => validateImageSpace(image, `spec.${list}[${String(index)}].image`)),
    ),
  ]
}

function tokenErrors(spec: Draft<PodSpec>): FieldError[] {
  return (spec.volumes ?? []).flatMap(({ projected }, index) =>
    (projected?.sources ?? []).flatMap(({ serviceAccountToken }, at) => {
      const path = `spec.volumes[${String(index)}].projected.sources[${String(at)}].serviceAccountToken`
      return serviceAccountToken === undefined ? [] : [forbidden(path, 'must not be specified when serviceAccountName is not set')]
    }),
  )
}

function validateNewPod(pod: Pod): FieldError[] {
  const { nodeName, schedulingGates, ephemeralContainers } = pod.spec
  const isHeldBack = (nodeName ?? '') !== '' && (schedulingGates ?? []).length > 0
  return [
    ...validatePod(pod),
    ...((ephemeralContainers ?? []).length > 0 ? [forbidden('spec.ephemeralContainers', 'cannot be set on create')] : []),
    ...(isHeldBack ? [forbidden('spec.nodeName', 'cannot be set until all schedulingGates have been cleared')] : []),
    ...validateAnnotationsMatchFields(pod.metadata.annotations, pod.spec, 'spec'),
  ]
}

/** podIP and the first of podIPs say the same twice; where they differ, podIP counts (core/v1 conversion of PodStatus). */
function withBothAddresses(object: Pod): Pod {
  const { podIP = '', podIPs = [] } = object.status ?? {}
  const ips = podIP === '' || podIPs[0]?.ip === podIP ? podIPs : [{ ip: podIP }]
  const [first] = ips
  return first === undefined || (ips === podIPs && first.ip === podIP) ? object : { ...object, status: { ...object.status, podIP: first.ip, podIPs: ips } }
}

const gated = { type: 'PodScheduled', status: 'False', reason: 'SchedulingGated', message: 'Scheduling is blocked due to non-empty scheduling gates' }

function newStatus(spec: PodSpec): PodStatus {
  const conditions = (spec.schedulingGates ?? []).length === 0 ? {} : { conditions: [gated] }
  return { phase: 'Pending', ...conditions, qosClass: podQosClass(spec) }
}

/** The kind Pod (pkg/registry/core/pod strategy). What admission adds, the account's token and the usual tolerations, is the API server's. */
export const pod = defineKind<Pod>(
  {
    group: '', version: 'v1', kind: 'Pod', resource: 'pods', shortNames: ['po'], categories: ['all'], definition: 'io.k8s.api.core.v1.Pod', generation: true,
    subresources: ['attach', 'binding', 'ephemeralcontainers', 'eviction', 'exec', 'log', 'portforward', 'proxy', 'resize', 'status'],
  },
  {
    default: (object) => withBothAddresses(defaultPod(object)),
    prepareForCreate: (created) => ({ ...created, status: newStatus(created.spec) }),
    prepareForUpdate: (changed, old) => ({ ...changed, ...(old.status === undefined ? {} : { status: old.status }) }),
    validate: validateNewPod,
    validateUpdate: (changed, old) => [
      ...validatePod(changed),
      ...validatePodAnnotationUpdate(changed.metadata.annotations, old.metadata.annotations, 'metadata.annotations'),
      ...validatePodSpecUpdate(changed, old),
    ],
    prepareForStatusUpdate: preparePodStatus,
    validateStatusUpdate: validatePodStatusUpdate,
    // The server keeps silent about changes of Pods: people seldom make them.
    warnings: (created, old) =>
      old === undefined ? [...hostnameWarnings(created.metadata.name, "the Pod's hostname"), ...podSpecWarnings(created.spec, created.metadata.annotations, '')] : [],
  },
)
