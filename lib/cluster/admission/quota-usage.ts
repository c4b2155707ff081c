import type { Pod, Service } from '@/lib/kube/core/v1.generated'
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

/** What one object takes of a quota: itself, and for Pods, Services and claims what they ask for (pkg/quota/v1/evaluator). */
export function usageOf(group: string, resource: string, object: KubeObject): Map<string, number> {
  const usage = new Map<string, number>([[`count/${resource}${group === '' ? '' : `.${group}`}`, 1000]])
  const plain = counted[`${group}/${resource}`]
  if (plain !== undefined) usage.set(plain, 1000)
  if (group !== '') return usage
  if (resource === 'pods') addPod(usage, object as unknown as Pod)
  if (resource === 'services') addService(usage, object as unknown as Service)
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
      if (kind === 'requests' && (name === 'cpu' || name === 'memory' || name === 'ephemeral-storage')) usage.set(name, amount)
    }
  }
}

/** Containers together, or the largest init container where that is more. */
function podAmounts(spec: Pod['spec'], kind: 'requests' | 'limits'): Map<string, number> {
  const sum = new Map<string, number>()
  for (const { resources } of spec.containers) for (const [name, value] of Object.entries(resources[kind] ?? {})) sum.set(name, (sum.get(name) ?? 0) + parseQuantity(value))
  for (const { resources } of spec.initContainers ?? []) for (const [name, value] of Object.entries(resources[kind] ?? {})) sum.set(name, Math.max(sum.get(name) ?? 0, parseQuantity(value)))
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
