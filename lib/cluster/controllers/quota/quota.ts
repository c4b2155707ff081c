import type { ResourceQuota } from '@/lib/kube/core/v1.generated'
import { kindByResource } from '@/lib/kube/kinds'
import { objectKey, type KubeObject, type ObjectKey } from '@/lib/kube/object'
import { showQuantity } from '../../admission/quantity-sum'
import { isInScope, quotaUsage, usageOf } from '../../admission/quota-usage'
import { updateStatus } from '../../api/operations'
import { same } from '../../api/write/same'
import type { Controller, Working } from '../../working/working'
import { definitionOf } from '../definition'
import { counted } from './counted'

const latencyMs = 20
/** Counts what a namespace uses of each of its quotas (pkg/controller/resourcequota). Admission adds to that count; this begins it and gives back. Keys are the quotas'. */
export const quotaController: Controller = {
  name: 'resourcequota',
  watches: ['/resourcequotas', ...counted],
  observe(change, before, working, enqueue) {
    if (change.object.kind === 'ResourceQuota') {
      const was = before as ResourceQuota | undefined
      if (change.type !== 'DELETED' && (was === undefined || was.spec !== (change.object as ResourceQuota).spec)) enqueue(change.key, latencyMs)
      return
    }
    if (change.type !== 'DELETED' && !hasFinished(change.object, before)) return
    const namespace = change.object.metadata.namespace ?? ''
    for (const quota of working.list(`/resourcequotas/${namespace}`)) enqueue(objectKey('', 'resourcequotas', namespace, quota.metadata.name), latencyMs)
  },
  reconcile(working, key) {
    const quota = working.get(key as ObjectKey) as ResourceQuota | undefined
    if (quota !== undefined && quota.metadata.deletionTimestamp === undefined) syncQuota(working, quota)
    return undefined
  },
}

function hasFinished(object: KubeObject, before: KubeObject | undefined): boolean {
  const phase = (of: KubeObject | undefined) => (of as { status?: { phase?: string } } | undefined)?.status?.phase ?? ''
  return object.kind === 'Pod' && /^(?:Succeeded|Failed)$/.test(phase(object)) && phase(object) !== phase(before)
}

function syncQuota(working: Working, quota: ResourceQuota): void {
  const hard = quota.spec.hard ?? {}
  const { namespace = '' } = quota.metadata
  const used: Record<string, string> = {}
  for (const [name, amount] of Object.entries(hard)) {
    const total = countedIn(working, quota, namespace, name)
    if (total !== undefined) used[name] = showQuantity(total, amount)
  }
  const status = { ...(Object.keys(hard).length === 0 ? {} : { hard }), ...(Object.keys(used).length === 0 ? {} : { used }) }
  if (same(status, quota.status ?? {})) return
  updateStatus(working, definitionOf('v1', 'ResourceQuota'), { ...quota, status } as unknown as KubeObject, { manager: 'kube-controller-manager' })
}

/** What all objects of a namespace take of one resource, in thousandths; undefined for what nobody counts. */
function countedIn(working: Working, quota: ResourceQuota, namespace: string, name: string): number | undefined {
  const kind = quotaUsage(name)
  if (kind === undefined || kindByResource(kind.group, kind.resource) === undefined) return undefined
  let total = 0
  for (const object of working.list(`${kind.group}/${kind.resource}/${namespace}`)) {
    if (isInScope(quota, kind.resource, object)) total += usageOf(kind.group, kind.resource, object).get(name) ?? 0
  }
  return total
}
