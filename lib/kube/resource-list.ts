import type { FieldError } from './field-error'
import { invalid } from './field-error'
import { compareQuantities, isFractional, roundUpToMilli } from './quantity'

/** Amounts by resource name: `{cpu: "500m", memory: "64Mi"}`. */
export type ResourceList = Readonly<Record<string, string | number>>

const wholeResources = new Set([
  'pods', 'services', 'replicationcontrollers', 'resourcequotas', 'secrets', 'configmaps', 'persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers',
])
const knownResources = new Set(['cpu', 'memory', 'storage', 'ephemeral-storage', 'requests.cpu', 'requests.memory', 'requests.storage', 'limits.cpu', 'limits.memory'])

/** Amounts finer than a thousandth are rounded up, in every resource list (SetDefaults_ResourceList). */
export function defaultResourceList<T extends ResourceList>(list: T | undefined): T | undefined {
  if (list === undefined) return undefined
  const entries = Object.entries(list)
  const rounded = entries.map(([name, quantity]): [string, string] => [name, roundUpToMilli(String(quantity))])
  return rounded.every(([, quantity], at) => quantity === entries[at]?.[1]) ? list : (Object.fromEntries(rounded) as unknown as T)
}

/** True for a resource that is counted in whole units: objects and extended resources (IsIntegerResourceName). */
export function isWholeResource(name: string): boolean {
  return wholeResources.has(name) || isExtendedResource(name) || name.startsWith('count/')
}

/** True for `example.com/gpu`: a domain of one's own, not kubernetes.io (IsExtendedResourceName). */
export function isExtendedResource(name: string): boolean {
  return name.includes('/') && !name.includes('kubernetes.io/') && !name.startsWith('requests.') && !knownResources.has(name)
}

/** An amount may not be negative, and must be whole where things are counted (ValidateResourceQuantityValue). */
export function validateResourceQuantity(name: string, quantity: string | number, field: string): FieldError[] {
  if (compareQuantities(quantity, '0') < 0) return [invalid(field, String(quantity), 'must be greater than or equal to 0'), ...wholeErrors(name, quantity, field)]
  return wholeErrors(name, quantity, field)
}

function wholeErrors(name: string, quantity: string | number, field: string): FieldError[] {
  return isWholeResource(name) && isFractional(quantity) ? [invalid(field, String(quantity), 'must be an integer')] : []
}
