import { sortedMap } from '@/lib/kube/go-format'

type Json = Readonly<Record<string, unknown>>

/**
 * RFC 7386: objects merge key by key, null takes away, everything else replaces. What was merged has its keys in order, as the server's library
 * leaves them; what the patch does not touch stays as it stands.
 */
export function applyMergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch
  const result: Record<string, unknown> = isObject(target) ? { ...target } : {}
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) Reflect.deleteProperty(result, key)
    else result[key] = applyMergePatch(result[key], value)
  }
  return sortedMap(result)
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
