import type { Cluster } from '@/lib/cluster/cluster'
import type { Deployment, ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { Node, Pod, Service } from '@/lib/kube/core/v1.generated'
import type { EndpointSlice } from '@/lib/kube/discovery/v1.generated'
import { objectKey, type KubeObject } from '@/lib/kube/object'

/** One address behind a Service, as its EndpointSlices list it. */
export interface ServiceEndpoint {
  readonly address: string
  readonly ready: boolean
  readonly pod: string | undefined
  /** Port numbers by name; empty where the slice has no port. */
  readonly ports: readonly number[]
}

/** An object of a cluster, by its place in the store. */
export function objectAt(cluster: Pick<Cluster, 'objects'>, group: string, resource: string, name: string, namespace = 'default'): KubeObject | undefined {
  return cluster.objects.get(objectKey(group, resource, namespace, name))
}

/** All objects of a resource, in one namespace or in all. */
export function objectsOfResource(cluster: Pick<Cluster, 'objects'>, group: string, resource: string, namespace?: string): KubeObject[] {
  const prefix = namespace === undefined ? `${group}/${resource}/` : `${group}/${resource}/${namespace}/`
  const found: KubeObject[] = []
  for (const [key, object] of cluster.objects) if (key.startsWith(prefix)) found.push(object)
  return found
}

export function serviceOf(cluster: Pick<Cluster, 'objects'>, name: string, namespace = 'default'): Service | undefined {
  return objectAt(cluster, '', 'services', name, namespace) as Service | undefined
}

/** All Services of a namespace, or of the cluster. */
export function services(cluster: Cluster, namespace?: string): Service[] {
  return objectsOfResource(cluster, '', 'services', namespace) as Service[]
}

export function deploymentOf(cluster: Pick<Cluster, 'objects'>, name: string, namespace = 'default'): Deployment | undefined {
  return objectAt(cluster, 'apps', 'deployments', name, namespace) as Deployment | undefined
}

export function replicaSetsOf(cluster: Pick<Cluster, 'objects'>, deployment: string, namespace = 'default'): ReplicaSet[] {
  const owner = deploymentOf(cluster, deployment, namespace)?.metadata.uid
  return (objectsOfResource(cluster, 'apps', 'replicasets', namespace) as ReplicaSet[]).filter((set) => isOwnedBy(set, owner))
}

/** The Pods that a Deployment's ReplicaSets own. */
export function podsOf(cluster: Pick<Cluster, 'objects'>, deployment: string, namespace = 'default'): Pod[] {
  const sets = new Set(replicaSetsOf(cluster, deployment, namespace).map((set) => set.metadata.uid))
  return pods(cluster, namespace).filter((pod) => pod.metadata.ownerReferences?.some((owner) => sets.has(owner.uid)) === true)
}

export function pods(cluster: Pick<Cluster, 'objects'>, namespace?: string): Pod[] {
  return objectsOfResource(cluster, '', 'pods', namespace) as Pod[]
}

export function nodes(cluster: Pick<Cluster, 'objects'>): Node[] {
  return objectsOfResource(cluster, '', 'nodes') as Node[]
}

/** A node's address inside the cluster's network: `192.0.2.11`. */
export function addressOf(node: Node): string {
  return node.status?.addresses?.find((address) => address.type === 'InternalIP')?.address ?? ''
}

export function isReady(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp === undefined && pod.status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') === true
}

/** Everything behind a Service, ready or not. */
export function endpointsOf(cluster: Pick<Cluster, 'objects'>, service: string, namespace = 'default'): ServiceEndpoint[] {
  const slices = (objectsOfResource(cluster, 'discovery.k8s.io', 'endpointslices', namespace) as EndpointSlice[]).filter(
    (slice) => slice.metadata.labels?.['kubernetes.io/service-name'] === service,
  )
  return slices.flatMap((slice) =>
    (slice.endpoints ?? []).flatMap((endpoint) =>
      endpoint.addresses.map((address) => ({
        address,
        ready: endpoint.conditions?.ready !== false,
        pod: endpoint.targetRef?.kind === 'Pod' ? endpoint.targetRef.name : undefined,
        ports: (slice.ports ?? []).flatMap((port) => (port.port === undefined ? [] : [port.port])),
      })),
    ),
  )
}

/** The external addresses a load balancer gave a Service. */
export function externalAddresses(service: Service | undefined): string[] {
  return (service?.status?.loadBalancer?.ingress ?? []).flatMap((ingress) => (ingress.ip === undefined ? [] : [ingress.ip]))
}

/** Every way a Service could be called from outside the cluster: node ports on every node, load balancer addresses, external IPs. */
export function outsideAddresses(cluster: Pick<Cluster, 'objects'>, service: Service): string[] {
  const ports = service.spec.ports ?? []
  const onNodes = ports.flatMap((port) => (port.nodePort === undefined ? [] : nodes(cluster).map((node) => `${addressOf(node)}:${port.nodePort ?? 0}`)))
  const external = [...externalAddresses(service), ...(service.spec.externalIPs ?? [])].flatMap((ip) => ports.map((port) => `${ip}:${port.port}`))
  return [...onNodes, ...external]
}

function isOwnedBy(object: KubeObject, uid: string | undefined): boolean {
  return uid !== undefined && object.metadata.ownerReferences?.some((owner) => owner.uid === uid) === true
}
