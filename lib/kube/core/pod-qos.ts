import type { Draft } from '@/lib/kube/draft'
import type { Quantity } from '@/lib/kube/meta/v1.generated'
import { compareQuantities } from '@/lib/kube/quantity'
import type { PodSpec, ResourceRequirements } from './v1.generated'

/** How hard it is to evict a Pod. */
export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort'

const computeResources = ['cpu', 'memory'] as const
type ResourceList = Readonly<Record<string, Quantity | undefined>>

function isSet(list: ResourceList | undefined, name: string): boolean {
  return compareQuantities(list?.[name], 0) > 0
}

function isGuaranteed({ requests, limits }: Draft<ResourceRequirements>): boolean {
  return computeResources.every((name) => {
    const limit = (limits as ResourceList | undefined)?.[name]
    const request = (requests as ResourceList | undefined)?.[name] ?? limit
    return isSet(limits, name) && compareQuantities(request, limit) === 0
  })
}

/** The class of a Pod by its containers' CPU and memory, or by its own resources where it has them (qos.ComputePodQOS). */
export function podQosClass(spec: Draft<PodSpec>): QosClass {
  const containers = [...(spec.containers ?? []), ...(spec.initContainers ?? [])]
  const all = spec.resources === undefined ? containers.map(({ resources }) => resources ?? {}) : [spec.resources]
  const isAny = all.some(({ requests, limits }) =>
    computeResources.some((name) => isSet(requests, name) || isSet(limits, name)),
  )
  if (!isAny) return 'BestEffort'
  return all.every(isGuaranteed) ? 'Guaranteed' : 'Burstable'
}
