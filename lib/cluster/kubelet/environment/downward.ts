import type { Container, Node, Pod } from '@/lib/kube/core/v1.generated'
import { objectKey } from '@/lib/kube/object'
import { quantityMilliValue, quantityValue } from '@/lib/kube/quantity'
import type { Working } from '../../working/working'
import { runtimeOf } from '../runtime'

interface ResourceReference {
  readonly containerName?: string
  readonly resource: string
  readonly divisor?: string | number
}

/** A file of a downwardAPI volume: a field or a resource of a container. */
export function downwardText(working: Working, pod: Pod, item: { readonly fieldRef?: { readonly fieldPath: string }; readonly resourceFieldRef?: ResourceReference }): string {
  if (item.fieldRef !== undefined) return fieldText(working, pod, item.fieldRef.fieldPath)
  const reference = item.resourceFieldRef
  if (reference === undefined) return ''
  const container = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].find((candidate) => candidate.name === reference.containerName)
  return container === undefined ? '' : resourceText(working, pod, container, reference)
}

/** The text of a field (pkg/fieldpath): single values, one label or annotation, or all of them as `key="value"` lines. */
export function fieldText(working: Working, pod: Pod, path: string): string {
  const keyed = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path)
  if (keyed !== null) return pod.metadata[keyed[1] as 'labels' | 'annotations']?.[keyed[2] ?? ''] ?? ''
  return fields[path]?.(pod, working) ?? ''
}

const fields: Readonly<Record<string, (pod: Pod, working: Working) => string | undefined>> = {
  'metadata.name': (pod) => pod.metadata.name,
  'metadata.namespace': (pod) => pod.metadata.namespace,
  'metadata.uid': (pod) => pod.metadata.uid,
  'metadata.labels': (pod) => mapText(pod.metadata.labels ?? {}),
  'metadata.annotations': (pod, working) => mapText({ ...pod.metadata.annotations, ...kubeletAnnotations(working, pod) }),
  'spec.nodeName': (pod) => pod.spec.nodeName,
  'spec.serviceAccountName': (pod) => pod.spec.serviceAccountName,
  'status.podIP': podAddress,
  'status.podIPs': podAddress,
  'status.hostIP': hostAddress,
  'status.hostIPs': hostAddress,
}

function podAddress(pod: Pod, working: Working): string {
  return runtimeOf(working, pod.metadata.uid)?.ip ?? pod.status?.podIP ?? (pod.spec.hostNetwork === true ? hostAddress(pod, working) : '')
}

/** The kubelet notes on its own copy of a Pod where it came from and when (pkg/kubelet/config). */
function kubeletAnnotations(working: Working, pod: Pod): Record<string, string> {
  const seenAt = runtimeOf(working, pod.metadata.uid)?.acceptedAt ?? working.now
  return { 'kubernetes.io/config.seen': `${new Date(working.epochMs + seenAt).toISOString().slice(0, 23)}000000Z`, 'kubernetes.io/config.source': 'api' }
}

/** Sorted `key="value"` lines, the value quoted as Go does (fieldpath.FormatMap). */
function mapText(map: Readonly<Record<string, string>>): string {
  return Object.entries(map)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join('\n')
}

/** A request or limit in units of the divisor, rounded up; a limit that is not set is what the node can give (resource.ExtractContainerResourceValue). */
export function resourceText(working: Working, pod: Pod, container: Container, reference: ResourceReference): string {
  const [which = '', name = ''] = reference.resource.split('.', 2)
  const value = (which === 'limits' ? limitOf(working, pod, container, name) : container.resources.requests?.[name]) ?? '0'
  const divisor = reference.divisor === undefined || reference.divisor === '0' || reference.divisor === 0 ? '1' : reference.divisor
  if (name === 'cpu') return String(Math.ceil(quantityMilliValue(value) / quantityMilliValue(divisor)))
  return String(Math.ceil(quantityValue(value) / quantityValue(divisor)))
}

function limitOf(working: Working, pod: Pod, container: Container, name: string): string | number | undefined {
  return container.resources.limits?.[name] ?? nodeOf(working, pod)?.status?.allocatable?.[name]
}

function nodeOf(working: Working, pod: Pod): Node | undefined {
  return working.get(objectKey('', 'nodes', '', pod.spec.nodeName ?? '')) as Node | undefined
}

function hostAddress(pod: Pod, working: Working): string {
  return nodeOf(working, pod)?.status?.addresses?.find((address) => address.type === 'InternalIP')?.address ?? ''
}
