import type { Node, Pod, Service } from '@/lib/kube/core/v1.generated'
import type { EndpointSlice } from '@/lib/kube/discovery/v1.generated'
import type { Gateway, HTTPRoute } from '@/lib/kube/gateway/v1'
import type { NetworkPolicy } from '@/lib/kube/networking/v1.generated'
import { objectKey, type KubeObject, type ObjectKey } from '@/lib/kube/object'
import type { Cluster } from '../cluster'
import type { PodFiles } from '../kubelet/files/pod-files'
import { listensOn, type PodRuntime } from '../kubelet/runtime'
import type { SimulationState } from '../working/working'

const made = new WeakMap<ReadonlyMap<ObjectKey, KubeObject>, Map<string, unknown>>()

/** A cluster as the network sees it: read straight from the value, so that a request copies nothing. */
export class NetworkView {
  readonly now: number
  readonly #cluster: Cluster
  readonly #state: SimulationState

  constructor(cluster: Cluster) {
    this.#cluster = cluster
    this.#state = cluster.simulation as SimulationState
    this.now = cluster.now
  }

  get(group: string, resource: string, namespace: string, name: string): KubeObject | undefined {
    return this.#cluster.objects.get(objectKey(group, resource, namespace, name))
  }

  pod(namespace: string, name: string): Pod | undefined {
    return this.get('', 'pods', namespace, name) as Pod | undefined
  }

  service(namespace: string, name: string): Service | undefined {
    return this.get('', 'services', namespace, name) as Service | undefined
  }

  node(name: string): Node | undefined {
    return this.get('', 'nodes', '', name) as Node | undefined
  }

  podsIn(namespace: string): Pod[] {
    return this.#list(`/pods/${namespace}`) as Pod[]
  }

  services(): Service[] {
    return this.#list('/services') as Service[]
  }

  gateways(): Gateway[] {
    return this.#list('gateway.networking.k8s.io/gateways') as Gateway[]
  }

  routes(): HTTPRoute[] {
    return this.#list('gateway.networking.k8s.io/httproutes') as HTTPRoute[]
  }

  hasPolicies(): boolean {
    return (this.#state.index.get('networking.k8s.io/networkpolicies')?.size ?? 0) > 0
  }

  policiesIn(namespace: string): NetworkPolicy[] {
    return this.#list(`networking.k8s.io/networkpolicies/${namespace}`) as NetworkPolicy[]
  }

  nodes(): Node[] {
    return this.#list('/nodes') as Node[]
  }

  runtime(uid: string): PodRuntime | undefined {
    return this.#state.tables.get('kubelet')?.get(uid) as PodRuntime | undefined
  }

  /** What is kept of a Pod's files. */
  files(uid: string): PodFiles | undefined {
    return this.#state.tables.get('pod-files')?.get(uid) as PodFiles | undefined
  }

  /** The Pod whose sandbox has this address now; of those in their node's network, the one that listens on the port. */
  podAt(address: string, port = 0): Pod | undefined {
    const key = this.#state.tables.get('pod-addresses')?.get(address) as ObjectKey | undefined
    if (key !== undefined) return this.#cluster.objects.get(key) as Pod | undefined
    const sharing = port === 0 ? [] : (this.#list('/pods') as Pod[]).filter(({ spec, status }) => spec.hostNetwork === true && status?.podIP === address)
    return sharing.find(({ metadata }) => this.runtime(metadata.uid)?.containers.some((container) => listensOn(container, port, this.now)))
  }

  isNodeDown(name: string): boolean {
    return this.#state.tables.get('nodes-down')?.has(name) === true
  }

  /** A Service's EndpointSlices as the nodes know them: one second behind the API. */
  slices(namespace: string, service: string): EndpointSlice[] {
    const known = this.#state.tables.get('proxy')
    const found: EndpointSlice[] = []
    for (const name of this.#state.index.get(`label:discovery.k8s.io/endpointslices/${namespace}:kubernetes.io/service-name=${service}`) ?? []) {
      const slice = known?.get(name) as EndpointSlice | undefined
      if (slice !== undefined) found.push(slice)
    }
    return found
  }

  /** Something made from the API's objects alone: made once for all requests that meet the same objects. */
  once<T>(name: string, make: () => T): T {
    let known = made.get(this.#cluster.objects)
    if (known === undefined) {
      known = new Map()
      made.set(this.#cluster.objects, known)
    }
    if (!known.has(name)) known.set(name, make())
    return known.get(name) as T
  }

  #list(index: string): KubeObject[] {
    const found: KubeObject[] = []
    for (const key of this.#state.index.get(index) ?? []) {
      const object = this.#cluster.objects.get(key)
      if (object !== undefined) found.push(object)
    }
    return found
  }
}
