import type { Pod, ResourceQuota } from '@/lib/kube/core/v1.generated'
import { kindByResource } from '@/lib/kube/kinds'
import type { KubeObject } from '@/lib/kube/object'
import { forbiddenStatus } from '@/lib/kube/status-error'
import { admissionName } from '../api/write/generated-name'
import { updateStatusOf } from '../api/write/update'
import type { WriteResult } from '../api/write/result'
import type { Working } from '../working/working'
import type { AdmissionRequest } from './admit'
import { parseQuantity, showQuantity } from './quantity-sum'
import { isInScope, usageOf } from './quota-usage'

/** Quotas refuse what would go beyond them, and Pods that don't say what they need (apiserver pkg/admission/plugin/resourcequota). Looked at last. */
export function admitQuota(working: Working, request: AdmissionRequest): WriteResult {
  const { phase, operation, definition, object, old, options } = request
  const allowed: WriteResult = { ok: true, object }
  if (phase !== 'validate' || !definition.namespaced || (operation === 'UPDATE' && !countsChanges(request))) return allowed
  const all = working.list(`/resourcequotas/${object.metadata.namespace ?? ''}`) as unknown as (KubeObject & ResourceQuota)[]
  const quotas = all.filter((quota) => isInScope(quota, definition.resource, object))
  if (quotas.length === 0) return allowed
  const usage = added(usageOf(definition.group, definition.resource, object), old === undefined ? undefined : usageOf(definition.group, definition.resource, old))
  for (const quota of quotas) {
    const refusal = refusalOf(quota, usage, request)
    if (refusal !== undefined) return { ok: false, status: forbiddenStatus(definition, admissionName(object), refusal) }
  }
  if (options.dryRun !== true) for (const quota of quotas) charge(working, quota, usage)
  return allowed
}

/** Services and claims may come to need more later, and Pods by a resize. */
function countsChanges({ definition: { group, resource }, options }: AdmissionRequest): boolean {
  return group === '' && (resource === 'services' || resource === 'persistentvolumeclaims' || (resource === 'pods' && options.subresource === 'resize'))
}

function added(usage: ReadonlyMap<string, number>, before: ReadonlyMap<string, number> | undefined): ReadonlyMap<string, number> {
  return before === undefined ? usage : new Map([...usage].map(([name, amount]) => [name, amount - (before.get(name) ?? 0)]))
}

/** Resources of Pods that a quota counts only where the Pod names them: it then has to. */
const named = /^(?:requests\.|limits\.)?(?:cpu|memory)$/

function refusalOf(quota: ResourceQuota, usage: ReadonlyMap<string, number>, { definition, object }: AdmissionRequest): string | undefined {
  const { hard = {}, used = {} } = quota.status ?? {}
  const names = Object.keys(hard)
  if (definition.group === '' && definition.resource === 'pods') {
    const missing = missingOf(object as unknown as Pod, names.filter((name) => named.test(name)).sort())
    if (missing !== undefined) return `failed quota: ${quota.metadata.name}: ${missing}`
  }
  const relevant = names.filter((name) => usage.has(name)).sort()
  if (relevant.some((name) => used[name] === undefined)) return `status unknown for quota: ${quota.metadata.name}, resources: ${relevant.join(',')}`
  const exceeded = relevant.filter((name) => (usage.get(name) ?? 0) > 0 && parseQuantity(used[name] ?? 0) + (usage.get(name) ?? 0) > parseQuantity(hard[name] ?? 0))
  if (exceeded.length === 0) return undefined
  const text = (amount: (name: string) => string) => exceeded.map((name) => `${name}=${amount(name)}`).join(',')
  const requested = text((name) => showQuantity(usage.get(name) ?? 0, hard[name]))
  return `exceeded quota: ${quota.metadata.name}, requested: ${requested}, used: ${text((name) => String(used[name] ?? '0'))}, limited: ${text((name) => String(hard[name] ?? '0'))}`
}

/** `must specify requests.cpu for: nginx`, every resource with the containers that lack it; a Pod that asks as a whole need not say. */
function missingOf({ spec }: Pod, names: readonly string[]): string | undefined {
  if (Object.keys({ ...spec.resources?.requests, ...spec.resources?.limits }).length > 0) return undefined
  const lacking = names.flatMap((name) => {
    const [, kind = 'requests', resource = name] = /^(requests|limits)\.(.+)$/.exec(name) ?? []
    const containers = [...(spec.initContainers ?? []), ...spec.containers].filter(({ resources }) => (kind === 'limits' ? resources.limits : resources.requests)?.[resource] === undefined)
    return containers.length === 0 ? [] : [`${name} for: ${containers.map((container) => container.name).sort().join(',')}`]
  })
  return lacking.length === 0 ? undefined : `must specify ${lacking.join('; ')}`
}

function charge(working: Working, quota: KubeObject & ResourceQuota, usage: ReadonlyMap<string, number>): void {
  const definition = kindByResource('', 'resourcequotas')
  const hard = quota.status?.hard ?? {}
  const counted = Object.keys(hard).filter((name) => (usage.get(name) ?? 0) !== 0)
  if (definition === undefined || counted.length === 0) return
  const used = { ...quota.status?.used }
  for (const name of counted) used[name] = showQuantity(parseQuantity(used[name] ?? 0) + (usage.get(name) ?? 0), hard[name])
  updateStatusOf(working, definition, { ...quota, status: { ...quota.status, used } } as unknown as KubeObject, { manager: 'kube-apiserver' })
}
