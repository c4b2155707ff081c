import { isEqual } from '@/lib/kube/equality'
import { duplicate, forbidden, invalid, invalids, type FieldError } from '@/lib/kube/field-error'
import { parseIp, validateIp } from '@/lib/kube/ip'
import { validateDns1123Subdomain, validateQualifiedName } from '@/lib/kube/names'
import { validatePodAnnotationUpdate } from './pod-annotations'
import type { ContainerStatus, Pod, PodIP, PodStatus } from './v1.generated'

/**
 * What a writer of a Pod's status left out and cannot clear: its class, and which generation was seen (pkg/registry/core/pod podStatusStrategy
 * PrepareForUpdate).
 */
export function preparePodStatus(pod: Pod, old: Pod): Pod {
  const status: PodStatus = pod.status ?? {}
  const { qosClass = old.status?.qosClass, observedGeneration = old.status?.observedGeneration } = status
  const conditions = status.conditions?.map((condition) => {
    const generation = condition.observedGeneration ?? old.status?.conditions?.find(({ type }) => type === condition.type)?.observedGeneration
    return generation === undefined ? condition : { ...condition, observedGeneration: generation }
  })
  return {
    ...pod,
    status: {
      ...status,
      ...(observedGeneration === undefined ? {} : { observedGeneration }),
      ...(conditions === undefined ? {} : { conditions }),
      ...(qosClass === undefined ? {} : { qosClass }),
    },
  }
}

const systemConditions = new Set(['PodScheduled', 'Ready', 'Initialized'])

/** A change of a Pod's status, by the kubelet or anyone (ValidatePodStatusUpdate). */
export function validatePodStatusUpdate(pod: Pod, old: Pod): FieldError[] {
  const status: PodStatus = pod.status ?? {}
  return [
    ...validatePodAnnotationUpdate(pod.metadata.annotations, old.metadata.annotations, 'metadata.annotations'),
    ...(status.conditions ?? []).flatMap(({ type }, index) =>
      systemConditions.has(type) ? [] : invalids(`metadata.conditions[${String(index)}].Type`, type, validateQualifiedName(type)),
    ),
    ...(pod.spec.nodeName === old.spec.nodeName ? [] : [forbidden('status.nodeName', 'may not be changed directly')]),
    ...validateNominatedNode(status.nominatedNodeName ?? '', old.status?.nominatedNodeName),
    ...(isEqual(status.qosClass, old.status?.qosClass) ? [] : [invalid('status.qosClass', status.qosClass, 'field is immutable')]),
    ...validateTransitions(pod, old),
    ...validateAddresses(status.podIPs ?? [], 'podIPs'),
    ...validateHostAddresses(pod),
  ]
}

function validateNominatedNode(name: string, old: string | undefined): FieldError[] {
  return name === '' || name === old ? [] : invalids('status.nominatedNodeName', name, validateDns1123Subdomain(name))
}

/** A container that has ended for good stays ended: only a restart policy brings it back. */
function validateTransitions(pod: Pod, old: Pod): FieldError[] {
  const policy = old.spec.restartPolicy
  const sidecars = new Set((old.spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always').map(({ name }) => name))
  return [
    ...validateEnded(pod.status?.containerStatuses, old.status?.containerStatuses, 'containerStatuses', policy),
    ...validateEnded(pod.status?.initContainerStatuses, old.status?.initContainerStatuses, 'initContainerStatuses', policy, sidecars),
    ...validateEnded(pod.status?.ephemeralContainerStatuses, old.status?.ephemeralContainerStatuses, 'ephemeralContainerStatuses', 'Never'),
  ]
}

function validateEnded(
  statuses: readonly ContainerStatus[] = [], old: readonly ContainerStatus[] = [], list: string, policy: string, restarting: ReadonlySet<string> = new Set(),
): FieldError[] {
  if (policy === 'Always') return []
  return old.flatMap((before, index) => {
    const ended = before.state?.terminated
    const mayRestart = ended === undefined || (ended.exitCode !== 0 && policy === 'OnFailure') || restarting.has(before.name)
    const isBack = statuses.some((now) => now.name === before.name && now.state?.terminated === undefined)
    return mayRestart || !isBack ? [] : [forbidden(`status.${list}[${String(index)}].state`, 'may not be transitioned to non-terminated state')]
  })
}

function validateAddresses(addresses: readonly PodIP[], list: 'podIPs' | 'hostIPs'): FieldError[] {
  const errors = addresses.flatMap(({ ip }, index) => validateIp(ip, `status.${list}[${String(index)}]`))
  if (addresses.length < 2) return errors
  const families = new Set(addresses.map(({ ip }) => parseIp(ip)?.family))
  if (families.size < 2 || addresses.length > 2) errors.push(invalid(`status.${list}`, addresses, 'may specify no more than one IP for each IP family'))
  const seen = new Set<string>()
  for (const [index, { ip }] of addresses.entries()) {
    if (seen.has(ip)) errors.push(duplicate(`status.${list}[${String(index)}]`, { ip }))
    seen.add(ip)
  }
  return errors
}

function validateHostAddresses(pod: Pod): FieldError[] {
  const addresses = pod.status?.hostIPs ?? []
  const first = addresses[0]
  if (first === undefined) return []
  const differs = (pod.status?.hostIP ?? '') === first.ip ? [] : [invalid('status.hostIPs[0].ip', first.ip, 'must be equal to `hostIP`')]
  return [...differs, ...validateAddresses(addresses, 'hostIPs')]
}
