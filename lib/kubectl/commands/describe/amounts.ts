import { addQuantities, compareQuantities, quantityMilliValue, quantityValue } from '@/lib/kube/quantity'
import type { JsonObject } from '../../json'
import { list, map, text } from './fields'

/** Quantities by resource. */
export type Amounts = Readonly<Record<string, string>>

function combined(a: Amounts, b: Amounts, combine: (one: string, other: string) => string): Amounts {
  return Object.fromEntries([...new Set([...Object.keys(a), ...Object.keys(b)])].map((name) => [name, combine(a[name] ?? '0', b[name] ?? '0')]))
}

function added(a: Amounts, b: Amounts): Amounts {
  return combined(a, b, addQuantities)
}

function greater(a: Amounts, b: Amounts): Amounts {
  return combined(a, b, (one, other) => (compareQuantities(one, other) >= 0 ? one : other))
}

/**
 * What a Pod asks for: its containers and sidecars together, or the neediest init container with the sidecars before it, and its overhead; what the
 * Pod says for itself counts instead (component-helpers/resource PodRequests, PodLimits).
 */
function amountsOf(pod: JsonObject, field: 'requests' | 'limits'): Amounts {
  const of = (container: JsonObject): Amounts => map(container, 'resources', field) as Amounts
  let together = list(pod, 'spec', 'containers').map(of).reduce(added, {})
  let sidecars: Amounts = {}
  let starting: Amounts = {}
  for (const container of list(pod, 'spec', 'initContainers')) {
    if (text(container, 'restartPolicy') === 'Always') {
      together = added(together, of(container))
      sidecars = added(sidecars, of(container))
      starting = greater(starting, sidecars)
    } else starting = greater(starting, added(sidecars, of(container)))
  }
  const whole = { ...greater(together, starting), ...of(map(pod, 'spec')) }
  const overhead = map(pod, 'spec', 'overhead') as Amounts
  const counted = Object.entries(overhead).filter(([name]) => field === 'requests' || name in whole)
  return added(whole, Object.fromEntries(counted))
}

/** What Pods ask for together. */
export function sumOf(pods: readonly JsonObject[], field: 'requests' | 'limits'): Amounts {
  return pods.map((pod) => amountsOf(pod, field)).reduce(added, {})
}

/** Whole percent of what there is, cut off. */
export function percentOf(amount: string, resource: string, allocatable: string): string {
  const value = resource === 'cpu' ? quantityMilliValue : quantityValue
  const whole = value(allocatable)
  return `${String(whole === 0 ? 0 : Math.trunc((value(amount) / whole) * 100))}%`
}
