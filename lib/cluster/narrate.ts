import type { Deployment, ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { Node, Service } from '@/lib/kube/core/v1.generated'
import type { EndpointSlice } from '@/lib/kube/discovery/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import type { Change } from './cluster'
import { narratePod } from './narrate-pod'

/** A change as a short sentence in plain words; undefined where nothing is worth telling (a status nobody looks at, an Event, a heartbeat). */
export function narrate(change: Change, before: KubeObject | undefined): string | undefined {
  const { object } = change
  const teller = tellers[object.kind]
  if (teller !== undefined) return teller(change, before)
  if (silent.has(object.kind) || change.type === 'MODIFIED') return undefined
  return `${object.kind} ${object.metadata.name} is ${change.type === 'ADDED' ? 'created' : 'gone'}`
}

const silent = new Set(['Event', 'Lease', 'Endpoints', 'ControllerRevision'])

const tellers: Readonly<Record<string, (change: Change, before: KubeObject | undefined) => string | undefined>> = {
  Pod: narratePod,
  ReplicaSet: ({ type, object }, before) => {
    const { metadata, spec } = object as ReplicaSet
    const owner = metadata.ownerReferences?.find((reference) => reference.controller === true)
    const image = spec.template.spec.containers[0]?.image ?? ''
    if (type === 'ADDED') return owner === undefined ? `ReplicaSet ${metadata.name} is created` : `Deployment ${owner.name} makes ReplicaSet ${metadata.name} for ${image}`
    if (type === 'DELETED') return `ReplicaSet ${metadata.name} is gone`
    const was = (before as ReplicaSet).spec.replicas
    return was === spec.replicas ? undefined : `ReplicaSet ${metadata.name} is to have ${count(spec.replicas, 'Pod')} instead of ${was}`
  },
  Deployment: ({ type, object }, before) => {
    const { metadata } = object
    if (type === 'ADDED') return `Deployment ${metadata.name} is created`
    if (type === 'DELETED') return `Deployment ${metadata.name} is gone`
    return deploymentWish(object as Deployment, before as Deployment) ?? deploymentProgress(object as Deployment, before as Deployment)
  },
  Service: ({ type, object }, before) => {
    const { metadata, status } = object as Service
    if (type !== 'MODIFIED') return `Service ${metadata.name} is ${type === 'ADDED' ? 'created' : 'gone'}`
    const address = status?.loadBalancer?.ingress?.[0]?.ip
    if (address !== undefined && (before as Service).status?.loadBalancer?.ingress === undefined) return `the load balancer of Service ${metadata.name} has the address ${address}`
    return (before as Service).spec === (object as Service).spec ? undefined : `Service ${metadata.name} is changed`
  },
  EndpointSlice: (change, before) => narrateEndpoints(change, before),
  Node: ({ type, object }, before) => {
    const { metadata, spec } = object as Node
    if (type !== 'MODIFIED') return `${metadata.name} ${type === 'ADDED' ? 'joins the cluster' : 'is gone'}`
    const was = before as Node
    if (readiness(was) !== readiness(object as Node)) return readiness(object as Node) === 'True' ? `${metadata.name} answers again` : `${metadata.name} does not answer`
    if ((was.spec.unschedulable ?? false) === (spec.unschedulable ?? false)) return undefined
    return spec.unschedulable === true ? `${metadata.name} takes no new Pods` : `${metadata.name} takes new Pods again`
  },
}

function deploymentWish(after: Deployment, before: Deployment): string | undefined {
  const name = `Deployment ${after.metadata.name}`
  if (before.spec.replicas !== after.spec.replicas) return `${name} wants ${count(after.spec.replicas, 'Pod')} instead of ${before.spec.replicas}`
  const image = after.spec.template.spec.containers[0]?.image
  if (image !== before.spec.template.spec.containers[0]?.image) return `${name} wants ${image ?? 'another image'}`
  if ((before.spec.paused ?? false) !== (after.spec.paused ?? false)) return `${name} is ${after.spec.paused === true ? 'paused' : 'resumed'}`
  return before.metadata.generation === after.metadata.generation ? undefined : `${name} is changed`
}

function deploymentProgress(after: Deployment, before: Deployment): string | undefined {
  const reason = (deployment: Deployment) => deployment.status?.conditions?.find((condition) => condition.type === 'Progressing')?.reason
  if (reason(after) === reason(before)) return undefined
  if (reason(after) === 'NewReplicaSetAvailable') return `the rollout of ${after.metadata.name} is complete`
  return reason(after) === 'ProgressDeadlineExceeded' ? `the rollout of ${after.metadata.name} makes no progress: its deadline has passed` : undefined
}

function narrateEndpoints({ type, object }: Change, before: KubeObject | undefined): string | undefined {
  const service = object.metadata.labels?.['kubernetes.io/service-name'] ?? object.metadata.name
  const now = serving(type === 'DELETED' ? undefined : (object as EndpointSlice))
  const was = serving(before as EndpointSlice | undefined)
  const added = [...now].filter((name) => !was.has(name))
  const removed = [...was].filter((name) => !now.has(name))
  const parts = [
    ...(added.length === 0 ? [] : [`sends requests to ${added.join(', ')}`]),
    ...(removed.length === 0 ? [] : [`sends no more requests to ${removed.join(', ')}`]),
  ]
  return parts.length === 0 ? undefined : `Service ${service} ${parts.join(' and ')}`
}

function serving(slice: EndpointSlice | undefined): Set<string> {
  const ready = (slice?.endpoints ?? []).filter((endpoint) => endpoint.conditions?.ready !== false)
  return new Set(ready.map((endpoint) => endpoint.targetRef?.name ?? endpoint.addresses[0] ?? ''))
}

function readiness(node: Node): string {
  return node.status?.conditions?.find((condition) => condition.type === 'Ready')?.status ?? 'Unknown'
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`
}
