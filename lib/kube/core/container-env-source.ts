import type { Draft } from '@/lib/kube/draft'
import { isBlank } from '@/lib/kube/draft'
import { invalid, invalids, notSupported, required, type FieldError } from '@/lib/kube/field-error'
import { validateQualifiedName } from '@/lib/kube/names'
import { compareQuantities } from '@/lib/kube/quantity'
import type { ObjectFieldSelector, ResourceFieldSelector } from './v1.generated'

/** What `fieldRef` may name in a container's environment (validEnvDownwardAPIFieldPathExpressions). */
export const envFieldPaths: readonly string[] = [
  'metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName', 'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs',
]
/** What `fieldRef` may name in a downward API volume (validVolumeDownwardAPIFieldPathExpressions). */
export const volumeFieldPaths: readonly string[] = ['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid']

const knownFieldLabels = new Set([
  ...envFieldPaths, ...volumeFieldPaths, 'spec.restartPolicy', 'spec.schedulerName', 'status.phase',
])
const resources = ['limits.cpu', 'limits.ephemeral-storage', 'limits.memory', 'requests.cpu', 'requests.ephemeral-storage', 'requests.memory']
const byteDivisors = new Set(['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'])
const byteDivisorText = "only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the"

/** Splits `metadata.labels['app']` into path and key; undefined when there is no subscript (pkg/fieldpath SplitMaybeSubscriptedPath). */
export function splitSubscript(path: string): { readonly path: string; readonly key: string } | undefined {
  if (!path.endsWith("']")) return undefined
  const start = path.indexOf("['")
  if (start <= 0) return undefined
  const key = path.slice(start + 2, -2)
  return path.slice(0, start) === '' ? undefined : { path: path.slice(0, start), key }
}

/** A field of the Pod, as `fieldRef` names it: `allowed` without subscript, labels and annotations with one. */
export function validateFieldRef(ref: Draft<ObjectFieldSelector>, allowed: readonly string[], path: string): FieldError[] {
  if (isBlank(ref.apiVersion)) return [required(`${path}.apiVersion`)]
  if (isBlank(ref.fieldPath)) return [required(`${path}.fieldPath`)]
  const problem = labelProblem(ref.apiVersion, ref.fieldPath)
  if (problem !== undefined) return [invalid(`${path}.fieldPath`, ref.fieldPath, `error converting fieldPath: ${problem}`)]
  const subscript = splitSubscript(ref.fieldPath)
  if (subscript !== undefined) {
    const key = subscript.path === 'metadata.annotations' ? subscript.key.toLowerCase() : subscript.key
    return invalids(path, key, validateQualifiedName(key))
  }
  const internal = ref.fieldPath === 'spec.host' ? 'spec.nodeName' : ref.fieldPath
  return allowed.includes(internal) ? [] : [notSupported(`${path}.fieldPath`, internal, allowed)]
}

function labelProblem(apiVersion: string, label: string): string | undefined {
  if (apiVersion !== 'v1') return `unsupported pod version: ${apiVersion}`
  const subscript = splitSubscript(label)
  if (subscript !== undefined) {
    return subscript.path === 'metadata.annotations' || subscript.path === 'metadata.labels' ? undefined : `field label does not support subscript: ${label}`
  }
  return knownFieldLabels.has(label) || label === 'spec.host' ? undefined : `field label not supported: ${label}`
}

function isHugePages(resource: string): boolean {
  return resource.startsWith('requests.hugepages-') || resource.startsWith('limits.hugepages-')
}

/** A resource of a container, as `resourceFieldRef` names it; a volume must say whose. */
export function validateResourceFieldRef(ref: Draft<ResourceFieldSelector>, path: string, place: 'env' | 'volume'): FieldError[] {
  return [...validateResource(ref, path, place), ...validateDivisor(ref, path)]
}

function validateResource(ref: Draft<ResourceFieldSelector>, path: string, place: 'env' | 'volume'): FieldError[] {
  if (place === 'volume' && isBlank(ref.containerName)) return [required(`${path}.containerName`)]
  if (isBlank(ref.resource)) return [required(`${path}.resource`)]
  return resources.includes(ref.resource) || isHugePages(ref.resource) ? [] : [notSupported(`${path}.resource`, ref.resource, resources)]
}

function validateDivisor({ resource = '', divisor }: Draft<ResourceFieldSelector>, path: string): FieldError[] {
  if (divisor === undefined || compareQuantities(divisor, 0) === 0) return []
  const shown = String(divisor)
  const refuse = (text: string): FieldError[] => [invalid(`${path}.divisor`, resource, text)]
  if (resource.endsWith('.cpu')) return shown === '1m' || shown === '1' ? [] : refuse("only divisor's values 1m and 1 are supported with the cpu resource")
  if (byteDivisors.has(shown)) return []
  if (resource.endsWith('.memory')) return refuse(`${byteDivisorText} memory resource`)
  if (resource.endsWith('.ephemeral-storage')) return refuse(`${byteDivisorText} local ephemeral storage resource`)
  return isHugePages(resource) ? refuse(`${byteDivisorText} hugepages resource`) : []
}
