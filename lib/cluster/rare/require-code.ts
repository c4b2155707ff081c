import { requirePrograms } from '#container-programs'
import { rareCode } from '#rare-code'
import { addresses } from '@/lib/kube/rare/addresses'
import type { ApiRequest } from '../api/request'

const writes = new Set<ApiRequest['method']>(['POST', 'PUT', 'PATCH'])
const rareSegments = new Set<string>([...Object.values(addresses).map(({ resource }) => resource), 'eviction'])
/** Owners that a Pod may name without their being there, labels and finalizers that such code heeds; an escape may spell any of them. */
const rareWords = /Job|StatefulSet|DaemonSet|batch\.kubernetes\.io|pod-security|\\[uUx]/
/** Only these fields make a container run one of the practice cluster's programs. */
const programWords = /\b(?:exec|command|args)\b|\\[uUx]/

/**
 * Throws `NotFetched` where a request may write what only code acts on that is not here. Asked before anything is done, so that nothing is ever in a
 * cluster without the code that acts on it. Where more is read into a request than is meant, that costs a fetch.
 */
export function requireCode({ method, path, body = '' }: ApiRequest): void {
  if (!writes.has(method)) return
  if (path.split(/[/?]/).some((segment) => rareSegments.has(segment)) || rareWords.test(body)) rareCode()
  if (programWords.test(body)) requirePrograms()
}
