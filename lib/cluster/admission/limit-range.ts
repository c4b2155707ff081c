import type { Container, LimitRange, LimitRangeItem, PersistentVolumeClaim, Pod, PodSpec } from '@/lib/kube/core/v1.generated'
import { podResources } from '@/lib/kube/core/pod-resources'
import type { KubeObject } from '@/lib/kube/object'
import { forbiddenStatus } from '@/lib/kube/status-error'
import { admissionName } from '../api/write/generated-name'
import type { WriteResult } from '../api/write/result'
import type { Working } from '../working/working'
import type { AdmissionRequest } from './admit'
import { limitFaults, type ResourceList } from './limit-check'
import { isPodCreate } from './pod-request'

const annotation = 'kubernetes.io/limit-ranger'

/** A namespace's LimitRanges fill in what containers don't ask for, and refuse what is too little or too much (plugin/pkg/admission/limitranger). */
export function admitLimits(working: Working, request: AdmissionRequest): WriteResult {
  const { object, definition, phase } = request
  const claims = isClaim(request)
  if (!isPodCreate(request) && !isResize(request) && !claims) return { ok: true, object }
  const ranges = working.list(`/limitranges/${object.metadata.namespace ?? ''}`) as unknown as LimitRange[]
  if (phase === 'mutate') return { ok: true, object: claims ? object : ranges.reduce(withDefaults, object) }
  for (const range of ranges) {
    const faults = range.spec.limits.flatMap((item) => (claims ? claimFaults(item, object as unknown as PersistentVolumeClaim) : podFaults(item, (object as unknown as Pod).spec)))
    const distinct = [...new Set(faults)]
    const why = distinct.length === 1 ? (distinct[0] ?? '') : `[${distinct.join(', ')}]`
    if (distinct.length > 0) return { ok: false, status: forbiddenStatus(definition, admissionName(object), why) }
  }
  return { ok: true, object }
}

function isClaim({ definition, old }: AdmissionRequest): boolean {
  return definition.group === '' && definition.resource === 'persistentvolumeclaims' && old?.metadata.deletionTimestamp === undefined
}

function isResize({ definition, options }: AdmissionRequest): boolean {
  return definition.resource === 'pods' && options.subresource === 'resize'
}

function withDefaults(object: KubeObject, { spec: { limits } }: LimitRange): KubeObject {
  const ofContainers = limits.filter(({ type }) => type === 'Container')
  const limitsByDefault = Object.assign({}, ...ofContainers.map((item) => item.default)) as ResourceList
  const requestsByDefault = Object.assign({}, ...ofContainers.map((item) => item.defaultRequest)) as ResourceList
  const notes: string[] = []
  const filled = (container: Container, word: string): Container => {
    const { resources } = container as Partial<Container>
    const missing = (list: ResourceList, present: ResourceList | undefined) => Object.keys(list).filter((name) => present?.[name] === undefined).sort()
    const requests = missing(requestsByDefault, resources?.requests)
    const limited = missing(limitsByDefault, resources?.limits)
    if (requests.length > 0) notes.push(`${requests.join(', ')} request for ${word} ${container.name}`)
    if (limited.length > 0) notes.push(`${limited.join(', ')} limit for ${word} ${container.name}`)
    if (requests.length === 0 && limited.length === 0) return container
    const merged = { ...resources, ...(limited.length === 0 ? {} : { limits: { ...limitsByDefault, ...resources?.limits } }), ...(requests.length === 0 ? {} : { requests: { ...requestsByDefault, ...resources?.requests } }) }
    return { ...container, resources: merged }
  }
  const { spec } = object as unknown as { spec: Partial<PodSpec> }
  const containers = spec.containers?.map((container) => filled(container, 'container'))
  const initContainers = spec.initContainers?.map((container) => filled(container, 'init container'))
  if (notes.length === 0) return object
  const metadata = { ...object.metadata, annotations: { ...object.metadata.annotations, [annotation]: `LimitRanger plugin set: ${notes.join('; ')}` } }
  return { ...object, metadata, spec: { ...spec, ...(containers === undefined ? {} : { containers }), ...(initContainers === undefined ? {} : { initContainers }) } } as unknown as KubeObject
}

function podFaults(item: LimitRangeItem, spec: PodSpec): string[] {
  if (item.type === 'Container') return [...spec.containers, ...(spec.initContainers ?? [])].flatMap(({ resources }) => limitFaults(item, resources.requests as ResourceList | undefined, resources.limits as ResourceList | undefined))
  return item.type === 'Pod' ? limitFaults(item, podResources(spec, 'requests'), podResources(spec, 'limits')) : []
}

function claimFaults(item: LimitRangeItem, { spec }: PersistentVolumeClaim): string[] {
  if (item.type !== 'PersistentVolumeClaim') return []
  const { min, max } = item
  return limitFaults({ type: item.type, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }, spec.resources?.requests, undefined, true)
}
