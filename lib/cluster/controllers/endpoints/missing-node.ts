import type { Pod, Service } from '@/lib/kube/core/v1.generated'
import { objectKey } from '@/lib/kube/object'
import { recordEvent } from '../../events'
import type { Working } from '../../working/working'
import { forgetRetries, retryAt } from '../retry'
import { isCandidate } from './candidates'

/** The first wait before another try (endpointslice DefaultSyncBackOff). */
const firstRetryMs = 1000
const retries = 'endpointslice-retries'

/** Skips Pods that refer to a missing node: they must not keep a Service's slices from being written, unless all are to be published. */
export function withNode(working: Working, service: Service, selected: readonly Pod[]): { readonly pods: readonly Pod[]; readonly skipped: readonly Pod[] } {
  if (service.spec.publishNotReadyAddresses === true) return { pods: selected, skipped: [] }
  const known = new Map<string, boolean>()
  const isMissing = (node: string): boolean => {
    const found = known.get(node) ?? working.get(objectKey('', 'nodes', '', node)) !== undefined
    known.set(node, found)
    return !found
  }
  const skipped = new Set(selected.filter((pod) => pod.spec.nodeName !== undefined && isMissing(pod.spec.nodeName) && isCandidate(pod, true)))
  return skipped.size === 0 ? { pods: selected, skipped: [] } : { pods: selected.filter((pod) => !skipped.has(pod)), skipped: [...skipped] }
}

/** Tells of Pods that were skipped; returns when to try again (reconciler.go reconcileByAddressType, endpointslice_controller.go handleErr). */
export function reportSkipped(working: Working, key: string, service: Service, skipped: readonly Pod[]): number | undefined {
  if (skipped.length === 0) {
    forgetRetries(working, retries, key)
    return undefined
  }
  const { namespace = '', name } = service.metadata
  const errors = skipped.map((pod) => `skipping Pod ${pod.metadata.name} for Service ${namespace}/${name}: Node ${pod.spec.nodeName ?? ''} Not Found`)
  const text = errors.length === 1 ? (errors[0] ?? '') : `[${errors.join(', ')}]`
  recordEvent(working, service, { type: 'Warning', reason: 'FailedToUpdateEndpointSlices', message: `Error updating Endpoint Slices for Service ${namespace}/${name}: ${text}`, component: 'endpoint-slice-controller' })
  return retryAt(working, retries, key, firstRetryMs)
}
