import type { PodTemplateSpec } from '@/lib/kube/core/v1.generated'

/** What Kubernetes maps a digit's character to when a number becomes part of a name (apimachinery pkg/util/rand SafeEncodeString). */
const safe = '456789bcdf'

/**
 * The pod-template-hash: FNV-1a (32 bits) over the template and the count of collisions, its decimal digits written in safe characters. Kubernetes
 * hashes a Go dump of the template, so its number is another; alphabet, length and "same template, same hash" are its.
 */
export function templateHash(template: PodTemplateSpec, collisionCount: number | undefined): string {
  const hash = fnv(stableText(template) + (collisionCount === undefined ? '' : String(collisionCount)))
  return [...String(hash)].map((digit) => safe.charAt(Number(digit))).join('')
}

function fnv(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** JSON with its keys in order. */
function stableText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableText).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${stableText(item)}`)
    .join(',')}}`
}
