import type { KubeObject, ObjectKey } from '@/lib/kube/object'

/**
 * The practice cluster as a value: what the API server stores, and what nodes, controllers and the network are doing.
 * Immutable at this border: every operation returns another Cluster, and an older one stays valid (so that a grader can fork).
 * Made by `createCluster`, changed by `handle` (API requests), `advance` (time), `send` (traffic) and `inject` (faults).
 */
export interface Cluster {
  /** Simulated milliseconds since the cluster's start. */
  readonly now: number
  readonly seed: number
  /** Of the last change: also the resource version of the store. */
  readonly resourceVersion: number
  readonly objects: ReadonlyMap<ObjectKey, KubeObject>
  /** State that is no API object (processes, timers, allocators, the watch cache). Opaque outside lib/cluster. */
  readonly simulation: Simulation
}

/** Grown by the modules of lib/cluster; nothing outside may look in. */
export interface Simulation {
  readonly epochMs: number
}

/** How a cluster is set up. */
export interface ClusterOptions {
  /** Decides names, uids and choices. Default 1. */
  readonly seed?: number
  /** Number of nodes, `node-1` … Default 3. */
  readonly nodes?: number
  /** Load balancer, Gateway, DNS and kube-proxy stand-ins, the API server's own endpoints and the course's own objects. Default true; recordings had none. */
  readonly standIns?: boolean
  /** The Gateway API's kinds are served. Default: as `standIns`. */
  readonly gatewayApi?: boolean
  /** Images (`example.com/payments`) whose processes listen as soon as they start, as in recordings. Default none. */
  readonly listenAtOnce?: readonly string[]
  /** Images (`example.com/store:2.0-broken`) whose processes listen as soon as they start and answer 503, as in recordings; here they never listen. Default none. */
  readonly unavailable?: readonly string[]
  /** Longest that a server process goes on serving after SIGTERM, in milliseconds. Default 10,000; recordings' stopped at once. */
  readonly drainMs?: number
  /** Images that nodes may have to pull first (`nginx:1.27`): for one container after the other that needs it, whether its node lacks it. Default none: they are on every node. */
  readonly missingImages?: Readonly<Record<string, readonly boolean[]>>
  /** When a recording started containers, by name, in simulated milliseconds: chance had drawn their back-offs out until then. Default none: no back-off is drawn out. */
  readonly startedAt?: Readonly<Record<string, readonly number[]>>
  /** When a recording's busy machine started the first container of Pods, by their names, in simulated milliseconds; none starts sooner than usual. Default none: a node needs 120 ms. */
  readonly firstStartAt?: Readonly<Record<string, number>>
  /** What `creationTimestamp` counts from, in Unix milliseconds. Default 2026-01-01T00:00:00Z. */
  readonly epochMs?: number
}

/** One change of one object, in the order in which the store made them. */
export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly at: number
  readonly resourceVersion: number
  readonly key: ObjectKey
  readonly object: KubeObject
}
