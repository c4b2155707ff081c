import type { Draft } from '@/lib/kube/draft'
import { forbidden, invalid, type FieldError } from '@/lib/kube/field-error'
import type { Quantity } from '@/lib/kube/meta/v1.generated'
import { addQuantities, compareQuantities } from '@/lib/kube/quantity'
import { validateResources } from './container-resources'
import type { Container, PodSpec } from './v1.generated'

type ResourceList = Readonly<Record<string, Quantity>>

function add(a: ResourceList, b: ResourceList): ResourceList {
  const sum: Record<string, Quantity> = { ...a }
  for (const name in b) sum[name] = addQuantities(String(sum[name] ?? 0), String(b[name] ?? 0))
  return sum
}

function max(a: ResourceList, b: ResourceList): ResourceList {
  const most: Record<string, Quantity> = { ...a }
  for (const name in b) if (compareQuantities(most[name], b[name]) < 0) most[name] = b[name] ?? 0
  return most
}

/**
 * What the containers of a Pod ask for, or are limited to, at the most at one time: the sum of regular containers and sidecars, or an init
 * container with the sidecars before it (component-helpers resource.AggregateContainerRequests and AggregateContainerLimits).
 */
export function aggregateContainers(spec: Draft<PodSpec>, kind: 'requests' | 'limits'): ResourceList {
  const of = (container: Draft<Container>): ResourceList => container.resources?.[kind] ?? {}
  let regular = (spec.containers ?? []).reduce<ResourceList>((sum, container) => add(sum, of(container)), {})
  let sidecars: ResourceList = {}
  let start: ResourceList = {}
  for (const container of spec.initContainers ?? []) {
    const own = of(container)
    if (container.restartPolicy === 'Always') {
      regular = add(regular, own)
      sidecars = add(sidecars, own)
      start = max(start, sidecars)
    } else start = max(start, add(own, sidecars))
  }
  return max(regular, start)
}

/** What a Pod asks for, or is limited to: what it says as a whole goes before what its containers add up to (component-helpers resource.PodRequests and PodLimits, without overhead). */
export function podResources(spec: Draft<PodSpec>, kind: 'requests' | 'limits'): ResourceList {
  return { ...aggregateContainers(spec, kind), ...spec.resources?.[kind] }
}

/** `spec.resources`: of the whole Pod, not less than its containers need (validatePodResources). */
export function validatePodResources(spec: Draft<PodSpec>, claims: ReadonlySet<string>, path: string): FieldError[] {
  const resources = spec.resources
  if (resources === undefined) return []
  const refused = resources.claims === undefined ? [] : [forbidden(`${path}.claims`, 'claims cannot be set for Resources at pod-level')]
  return [...refused, ...validateResources(resources, claims, path, 'pod'), ...validateSum(spec, path), ...validateEach(spec, path)]
}

function validateSum(spec: Draft<PodSpec>, path: string): FieldError[] {
  const requests = (spec.resources?.requests ?? {})
  const needed = aggregateContainers(spec, 'requests')
  return Object.keys(needed).sort().flatMap((name) => {
    if (compareQuantities(needed[name], requests[name]) <= 0) return []
    const text = `must be greater than or equal to aggregate container requests of ${String(needed[name])}`
    return [invalid(`${path}.requests[${name}]`, String(requests[name] ?? 0), text)]
  })
}

function validateEach(spec: Draft<PodSpec>, path: string): FieldError[] {
  const limits = (spec.resources?.limits ?? {})
  return (spec.containers ?? []).flatMap((container, index) => {
    const own = (container.resources?.limits ?? {})
    return Object.keys(own).sort().flatMap((name) => {
      const limit = limits[name]
      if (limit === undefined || compareQuantities(own[name], limit) <= 0) return []
      return [invalid(`${path}.containers[${String(index)}][${name}].limits`, String(own[name]), `must be less than or equal to pod limits of ${String(limit)}`)]
    })
  })
}
