import type { PersistentVolumeClaim, Pod, ResourceQuota, Service } from '@/lib/kube/core/v1.generated'
import { podResources } from '@/lib/kube/core/pod-resources'
import { podQosClass } from '@/lib/kube/core/pod-qos'
import type { KubeObject } from '@/lib/kube/object'
import { parseQuantity } from './quantity-sum'

/** Amounts by resource name, in thousandths. */
export type Amounts = ReadonlyMap<string, number>

const counted: Readonly<Record<string, string | undefined>> = {
  '/pods': 'pods',
  '/services': 'services',
  '/secrets': 'secrets',
  '/configmaps': 'configmaps',
  '/persistentvolumeclaims': 'persistentvolumeclaims',
  '/replicationcontrollers': 'replicationcontrollers',
  '/resourcequotas': 'resourcequotas',
}

/** Which kind a quota's resource counts; undefined for what nobody does. */
export function quotaUsage(name: string): { readonly group: string; readonly resource: string } | undefined {
  const object = /^count\/([^.]+)(?:\.(.+))?$/.exec(name)
  if (object !== null) return { group: object[2] ?? '', resource: object[1] ?? '' }
  if (name.startsWith('services.')) return { group: '', resource: 'services' }
  if (name === 'requests.storage' || name.includes('.storageclass.storage.k8s.io/')) return { group: '', resource: 'persistentvolumeclaims' }
  if (Object.values(counted).includes(name)) return { group: '', resource: name }
  return /^(?:requests\.|limits\.|cpu$|memory$|ephemeral-storage$|hugepages-)/.test(name) ? { group: '', resource: 'pods' } : undefined
}

/** Whether a quota that only counts some Pods counts this one (pkg/quota/v1/evaluator/core/pods.go podMatchesScopeFunc). */
export function isInScope({ spec }: Pick<ResourceQuota, 'spec'>, resource: string, object: KubeObject): boolean {
  const terms = [...(spec.scopes ?? []).map((scopeName): Term => ({ scopeName, operator: 'Exists' })), ...(spec.scopeSelector?.matchExpressions ?? [])]
  if (terms.length === 0) return true
  return resource === 'pods' && terms.every((term) => matchesScope(term, object as unknown as Pod))
}

interface Term {
  readonly scopeName: string
  readonly operator: string
  readonly values?: readonly string[]
}

function matchesScope({ scopeName, operator, values = [] }: Term, { spec }: Pod): boolean {
  switch (scopeName) {
    case 'Terminating':
      return (spec.activeDeadlineSeconds ?? -1) >= 0
    case 'NotTerminating':
      return (spec.activeDeadlineSeconds ?? -1) < 0
    case 'BestEffort':
      return podQosClass(spec) === 'BestEffort'
    case 'NotBestEffort':
      return podQosClass(spec) !== 'BestEffort'
    case 'PriorityClass':
      return matchesClass(operator, values, spec.priorityClassName ?? '')
    default:
      return false
  }
}

function matchesClass(operator: string, values: readonly string[], name: string): boolean {
  if (operator === 'Exists') return name !== ''
  if (operator === 'DoesNotExist') return name === ''
  return name !== '' && values.includes(name) === (operator === 'In')
}

/** What one object takes of a quota: itself, and for Pods, Services and claims what they ask for (pkg/quota/v1/evaluator). */
export function usageOf(group: string, resource: string, object: KubeObject): Map<string, number> {
  const usage = new Map<string, number>([[`count/${resource}${group === '' ? '' : `.${group}`}`, 1000]])
  const plain = counted[`${group}/${resource}`]
  if (plain !== undefined) usage.set(plain, 1000)
  if (group !== '') return usage
  if (resource === 'pods') addPod(usage, object as unknown as Pod)
  if (resource === 'services') addService(usage, object as unknown as Service)
  if (resource === 'persistentvolumeclaims') addClaim(usage, object as unknown as PersistentVolumeClaim)
  return usage
}

function addPod(usage: Map<string, number>, { spec, status }: Pod): void {
  if (status?.phase === 'Succeeded' || status?.phase === 'Failed') {
    usage.delete('pods')
    return
  }
  for (const kind of ['requests', 'limits'] as const) {
    for (const [name, amount] of podAmounts(spec, kind)) {
      usage.set(`${kind}.${name}`, amount)
      if (kind === 'requests' && (name === 'cpu' || name === 'memory' || name === 'ephemeral-storage' || name.startsWith('hugepages-'))) usage.set(name, amount)
    }
  }
}

/** What the Pod says as a whole, else what its containers need together, and what running it costs beside (component-helpers resource.PodRequests and PodLimits). */
function podAmounts(spec: Pod['spec'], kind: 'requests' | 'limits'): Map<string, number> {
  const sum = new Map(Object.entries(podResources(spec, kind)).map(([name, value]) => [name, parseQuantity(value)]))
  for (const [name, value] of Object.entries(spec.overhead ?? {})) if (kind === 'requests' || (sum.get(name) ?? 0) > 0) sum.set(name, (sum.get(name) ?? 0) + parseQuantity(value))
  return sum
}

function addService(usage: Map<string, number>, { spec }: Service): void {
  const ports = (spec.ports ?? []).length * 1000
  if (spec.type === 'NodePort') usage.set('services.nodeports', ports)
  if (spec.type === 'LoadBalancer') {
    usage.set('services.loadbalancers', 1000)
    if (spec.allocateLoadBalancerNodePorts !== false) usage.set('services.nodeports', ports)
  }
}

function addClaim(usage: Map<string, number>, { spec }: PersistentVolumeClaim): void {
  const size = parseQuantity((spec.resources?.requests?.['storage'] as string | undefined) ?? 0)
  usage.set('requests.storage', size)
  if ((spec.storageClassName ?? '') === '') return
  usage.set(`${spec.storageClassName ?? ''}.storageclass.storage.k8s.io/requests.storage`, size)
  usage.set(`${spec.storageClassName ?? ''}.storageclass.storage.k8s.io/persistentvolumeclaims`, 1000)
}
