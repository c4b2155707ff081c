import type { Deployment, ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { ConfigMap, Node, Pod, Secret, Service } from '@/lib/kube/core/v1.generated'
import type { EndpointSlice } from '@/lib/kube/discovery/v1.generated'
import { sharesOf } from '@/lib/kube/gateway/shares'
import type { HTTPRoute } from '@/lib/kube/gateway/v1'
import type { KubeObject } from '@/lib/kube/object'
import type { SentRequest } from '@/lib/session/timeline'
import { podModel, versionOf, type PodModel, type State } from './pod-model'
import { serviceModel, type ServiceModel } from './service-model'
import { refId, type ClusterSnapshot } from './snapshot'

/** A ReplicaSet with the Pods it owns; those of an old revision have a lower number. */
export interface ReplicaSetModel {
  readonly id: string
  readonly name: string
  readonly hash: string
  readonly revision: string
  readonly wanted: number
  readonly version: string
  readonly pods: readonly PodModel[]
}

/** What stands in one frame: a Deployment, a ReplicaSet of nobody, or Pods of nobody. */
export interface WorkloadModel {
  readonly id: string
  readonly kind: 'Deployment' | 'ReplicaSet' | 'Pods'
  readonly name: string
  readonly wanted: number
  readonly ready: number
  readonly strategy: string
  /** ReplicaSets that want or have Pods, newest first. */
  readonly sets: readonly ReplicaSetModel[]
  /** All its Pods, in the order of the sets. */
  readonly pods: readonly PodModel[]
}

export interface NodeModel {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly state: State
}

export interface ConfigModel {
  readonly id: string
  readonly kind: 'ConfigMap' | 'Secret'
  readonly name: string
  readonly keys: readonly string[]
}

/** A Service that an HTTPRoute sends requests to; where one rule divides them between several, its part, from 0 to 1. */
export interface BackendModel {
  readonly service: string
  readonly share?: number
}

/** One namespace, ready to be laid out. */
export interface MapModel {
  readonly namespace: string
  readonly workloads: readonly WorkloadModel[]
  /** Pods that nobody owns, in the order in which they were made. */
  readonly bare: readonly PodModel[]
  readonly services: readonly ServiceModel[]
  readonly nodes: readonly NodeModel[]
  readonly configs: readonly ConfigModel[]
  /** The HTTPRoutes that there are, by id, with the backends that their rules name. */
  readonly routes: ReadonlyMap<string, readonly BackendModel[]>
  /** All Pods, in the order in which they were made. */
  readonly pods: readonly PodModel[]
}

/** What a model is read from; of Events alone there may be thousands. */
const read: ReadonlySet<string> = new Set(['Pod', 'ReplicaSet', 'EndpointSlice', 'Deployment', 'Service', 'Node', 'ConfigMap', 'Secret', 'Gateway', 'HTTPRoute'])

/** Objects of those kinds, in the order of their names; Pods in that in which they were made. */
function byKind(snapshot: Pick<ClusterSnapshot, 'objects'>, namespace: string): ReadonlyMap<string, KubeObject[]> {
  const found = new Map<string, KubeObject[]>()
  for (const object of snapshot.objects.values()) {
    if (!read.has(object.kind)) continue
    const home = object.metadata.namespace
    if (home !== undefined && home !== '' && home !== namespace) continue
    const list = found.get(object.kind)
    if (list === undefined) found.set(object.kind, [object])
    else list.push(object)
  }
  for (const [kind, list] of found) list.sort(kind === 'Pod' ? (a, b) => compare(bornAt(a), bornAt(b)) || byName(a, b) : byName)
  return found
}

function byName(a: KubeObject, b: KubeObject): number {
  return compare(a.metadata.name, b.metadata.name)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Pods stand in the order in which they were made, so that a new one moves none of the others; that is nearly the snapshot's own. */
function bornAt({ metadata }: KubeObject): string {
  return metadata.creationTimestamp
}

function podsByOwner(pods: readonly PodModel[]): ReadonlyMap<string, PodModel[]> {
  const owned = new Map<string, PodModel[]>()
  for (const pod of pods) {
    const list = owned.get(pod.owner ?? '')
    if (list === undefined) owned.set(pod.owner ?? '', [pod])
    else list.push(pod)
  }
  return owned
}

/** Reads a namespace of the snapshot into what the drawings say. */
export function readModel(snapshot: Pick<ClusterSnapshot, 'objects'>, namespace: string, requests: readonly SentRequest[] = []): MapModel {
  const kinds = byKind(snapshot, namespace)
  const pods = ((kinds.get('Pod') ?? []) as Pod[]).map(podModel)
  const owned = podsByOwner(pods)
  const sets = (kinds.get('ReplicaSet') ?? []) as ReplicaSet[]
  const slices = (kinds.get('EndpointSlice') ?? []) as EndpointSlice[]
  const deployments = ((kinds.get('Deployment') ?? []) as Deployment[]).map((deployment) => deploymentModel(deployment, sets, owned))
  const loose = sets.filter((set) => set.metadata.ownerReferences === undefined).map((set) => looseSet(set, owned))
  const known = new Set(sets.map((set) => set.metadata.uid))
  return {
    namespace,
    workloads: [...deployments, ...loose],
    bare: pods.filter((pod) => pod.owner === undefined || !known.has(pod.owner)),
    services: ((kinds.get('Service') ?? []) as Service[])
      .filter((service) => !(service.metadata.name === 'kubernetes' && namespace === 'default'))
      .map((service) => serviceModel(service, slices, pods, requests)),
    nodes: ((kinds.get('Node') ?? []) as Node[]).map(nodeModel),
    configs: [...((kinds.get('ConfigMap') ?? []) as ConfigMap[]), ...((kinds.get('Secret') ?? []) as Secret[])].filter((object) => object.metadata.name !== 'kube-root-ca.crt').map(configModel),
    routes: new Map(((kinds.get('HTTPRoute') ?? []) as HTTPRoute[]).map((route) => [refId({ kind: 'HTTPRoute', namespace: route.metadata.namespace ?? '', name: route.metadata.name }), backendsOf(route)])),
    pods,
  }
}

function deploymentModel(deployment: Deployment, sets: readonly ReplicaSet[], owned: ReadonlyMap<string, PodModel[]>): WorkloadModel {
  const models = sets
    .filter((set) => set.metadata.ownerReferences?.some((owner) => owner.uid === deployment.metadata.uid) === true)
    .map((set) => replicaSetModel(set, owned))
    .filter((set, _, all) => set.wanted > 0 || set.pods.length > 0 || all.length === 1)
    .sort((a, b) => Number(b.revision) - Number(a.revision))
  const pods = models.flatMap((set) => set.pods)
  return {
    id: refId({ kind: 'Deployment', namespace: deployment.metadata.namespace ?? '', name: deployment.metadata.name }),
    kind: 'Deployment',
    name: deployment.metadata.name,
    wanted: deployment.spec.replicas,
    ready: pods.filter((pod) => pod.state === 'ready').length,
    strategy: strategyOf(deployment),
    sets: models,
    pods,
  }
}

function strategyOf(deployment: Deployment): string {
  const rolling = deployment.spec.strategy.rollingUpdate
  if (deployment.spec.strategy.type === 'Recreate') return 'Recreate'
  return rolling === undefined ? '' : `maxSurge ${rolling.maxSurge ?? '25%'} · maxUnavailable ${rolling.maxUnavailable ?? '25%'}`
}

function replicaSetModel(set: ReplicaSet, owned: ReadonlyMap<string, PodModel[]>): ReplicaSetModel {
  const { metadata, spec } = set
  const hash = metadata.labels?.['pod-template-hash'] ?? ''
  return {
    id: refId({ kind: 'ReplicaSet', namespace: metadata.namespace ?? '', name: metadata.name }),
    name: metadata.name,
    hash,
    revision: metadata.annotations?.['deployment.kubernetes.io/revision'] ?? '1',
    wanted: spec.replicas,
    version: versionOf(set.spec.template.spec.containers[0]?.image ?? ''),
    pods: owned.get(metadata.uid) ?? [],
  }
}

function looseSet(set: ReplicaSet, owned: ReadonlyMap<string, PodModel[]>): WorkloadModel {
  const model = replicaSetModel(set, owned)
  const ready = model.pods.filter((pod) => pod.state === 'ready').length
  return { id: model.id, kind: 'ReplicaSet', name: model.name, wanted: model.wanted, ready, strategy: '', sets: [model], pods: model.pods }
}

function nodeModel(node: Node): NodeModel {
  const ready = node.status?.conditions?.find((condition) => condition.type === 'Ready')?.status === 'True'
  return {
    id: refId({ kind: 'Node', namespace: '', name: node.metadata.name }),
    name: node.metadata.name,
    address: node.status?.addresses?.find((address) => address.type === 'InternalIP')?.address ?? '',
    state: ready ? 'ready' : 'failing',
  }
}

function backendsOf({ metadata, spec }: HTTPRoute): BackendModel[] {
  const rules = spec.rules ?? []
  const backends = rules.flatMap(({ backendRefs = [] }) => backendRefs)
  const shares = sharesOf(backends)
  return backends.map(({ name, namespace = metadata.namespace ?? '' }, index) => {
    const service = refId({ kind: 'Service', namespace, name })
    const share = shares[index]
    return rules.length > 1 || backends.length === 1 || share === undefined ? { service } : { service, share }
  })
}

function configModel(object: ConfigMap | Secret): ConfigModel {
  const namespace = object.metadata.namespace ?? ''
  return { id: refId({ kind: object.kind, namespace, name: object.metadata.name }), kind: object.kind, name: object.metadata.name, keys: Object.keys(object.data ?? {}) }
}
