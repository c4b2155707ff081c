import type { Draft } from '@/lib/kube/draft'
import { duplicate, forbidden, invalid, invalids, notFound, notSupported, required, type FieldError } from '@/lib/kube/field-error'
import { validateDns1123Label, validateQualifiedName } from '@/lib/kube/names'
import { compareQuantities, quantityValue } from '@/lib/kube/quantity'
import { isExtendedResource, validateResourceQuantity } from '@/lib/kube/resource-list'
import type { Quantity } from '@/lib/kube/meta/v1.generated'
import type { ResourceClaim, ResourceRequirements } from './v1.generated'

type ResourceList = Readonly<Record<string, Quantity | undefined>>

const standardResources = new Set([
  'cpu', 'memory', 'ephemeral-storage', 'storage', 'requests.cpu', 'requests.memory', 'requests.ephemeral-storage', 'requests.storage',
  'limits.cpu', 'limits.memory', 'limits.ephemeral-storage', 'pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'configmaps',
  'persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers',
])

function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-')
}

/** A name without a domain, or under kubernetes.io (helper.IsNativeResource). */
export function isNativeResource(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/')
}

/** A resource name: plain and known, or with a domain (validateResourceName). */
export function validateResourceName(name: string, path: string): FieldError[] {
  const problems = validateQualifiedName(name)
  if (problems.length > 0) return invalids(path, name, problems)
  const isPlain = !name.includes('/')
  return isPlain && !standardResources.has(name) && !isHugePages(name) ? [invalid(path, name, 'must be a standard resource type or fully qualified')] : []
}

/** A resource name that a container may ask for (ValidateContainerResourceName). */
export function validateContainerResourceName(name: string, path: string): FieldError[] {
  const errors = validateResourceName(name, path)
  if (!name.includes('/')) {
    const isContainers = name === 'cpu' || name === 'memory' || name === 'ephemeral-storage' || isHugePages(name)
    return isContainers ? errors : [...errors, invalid(path, name, 'must be a standard resource for containers')]
  }
  const isRight = isNativeResource(name) || isExtendedResource(name)
  return isRight ? errors : [...errors, invalid(path, name, "doesn't follow extended resource name standard")]
}

function validatePodResourceName(name: string, path: string): FieldError[] {
  const isPods = name === 'cpu' || name === 'memory' || isHugePages(name)
  return isPods ? [] : [notSupported(path, name, ['cpu', 'hugepages-', 'memory'])]
}

function validateHugePages(name: string, quantity: Quantity | undefined, path: string): FieldError[] {
  if (!isHugePages(name)) return []
  const size = quantityValue(name.slice('hugepages-'.length))
  const amount = quantityValue(quantity)
  const shown = String(quantity ?? 0)
  const isMultiple = size > 0 && amount > 0 && amount % size === 0
  return isMultiple ? [] : [invalid(path, shown, `${shown} is not positive integer multiple of ${name}`)]
}

function sortedNames(list: ResourceList): readonly string[] {
  return Object.keys(list).sort()
}

/** Requests and limits of a container, or of the whole Pod: names, amounts, requests within limits. */
export function validateResources(
  resources: Draft<ResourceRequirements> | undefined, claims: ReadonlySet<string>, path: string, owner: 'container' | 'pod' = 'container',
): FieldError[] {
  if (resources === undefined) return []
  const limits = (resources.limits ?? {}) as ResourceList
  const requests = (resources.requests ?? {}) as ResourceList
  const validateName = owner === 'pod' ? validatePodResourceName : validateContainerResourceName
  const limitErrors = sortedNames(limits).flatMap((name) => {
    const at = `${path}.limits[${name}]`
    return [...validateName(name, at), ...validateResourceQuantity(name, limits[name] ?? 0, at), ...validateHugePages(name, limits[name], at)]
  })
  const requestErrors = sortedNames(requests).flatMap((name) => {
    const at = `${path}.requests[${name}]`
    return [
      ...validateName(name, at), ...validateResourceQuantity(name, requests[name] ?? 0, at),
      ...validateAgainstLimit(name, requests[name], limits[name], path), ...validateHugePages(name, requests[name], at),
    ]
  })
  const names = [...Object.keys(limits), ...Object.keys(requests)]
  const isAlone = names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory')
  const alone = isAlone ? [forbidden(path, 'HugePages require cpu or memory')] : []
  return [...limitErrors, ...requestErrors, ...alone, ...validateClaims(resources.claims, claims, `${path}.claims`)]
}

function validateAgainstLimit(name: string, request: Quantity | undefined, limit: Quantity | undefined, path: string): FieldError[] {
  const mayOvercommit = isNativeResource(name) && !isHugePages(name)
  if (limit === undefined) return mayOvercommit ? [] : [required(`${path}.limits`, 'Limit must be set for non overcommitable resources')]
  const order = compareQuantities(request, limit)
  const rule = mayOvercommit ? 'less than or equal to' : 'equal to'
  const isRight = mayOvercommit ? order <= 0 : order === 0
  return isRight ? [] : [invalid(`${path}.requests`, String(request ?? 0), `must be ${rule} ${name} limit of ${String(limit)}`)]
}

function validateClaims(claims: readonly Draft<ResourceClaim>[] | undefined, known: ReadonlySet<string>, path: string): FieldError[] {
  const taken = new Set<string>()
  return (claims ?? []).flatMap((claim, index) => {
    const at = `${path}[${String(index)}]`
    const name = claim.name ?? ''
    if (name === '') return [required(at)]
    const errors = takeClaim(claim, name, at, taken)
    const list = [...known].sort().join(', ')
    if (!known.has(name)) errors.push(notFound(at, name, `must be one of the names in pod.spec.resourceClaims${list === '' ? ' which is empty' : `: ${list}`}`))
    return errors
  })
}

function takeClaim(claim: Draft<ResourceClaim>, name: string, path: string, taken: Set<string>): FieldError[] {
  if (taken.has(name)) return [duplicate(path, name)]
  const request = claim.request ?? ''
  const errors = request === '' ? [] : invalids(`${path}.request`, request, validateDns1123Label(request))
  const key = request === '' ? name : `${name}/${request}`
  const overlaps = taken.has(key) || (request === '' && [...taken].some((other) => other.startsWith(`${name}/`)))
  if (overlaps) errors.push(duplicate(path, key))
  taken.add(key)
  return errors
}
