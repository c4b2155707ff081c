import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import type { SentRequest } from '@/lib/session/timeline'

/** What the map draws: the objects at one moment of simulated time. A `Cluster` is one. */
export interface ClusterSnapshot {
  /** Simulated milliseconds since the cluster's start. */
  readonly now: number
  readonly objects: ReadonlyMap<ObjectKey, KubeObject>
}

export interface ObjectRef {
  readonly kind: string
  /** Empty for cluster-scoped objects. */
  readonly namespace: string
  readonly name: string
}

/** Who sends a request: `inside` is any Pod of the namespace, where it does not matter which. */
export type RequestFrom = SentRequest['from']

/** A connection that the exercise wants: dotted until it holds. `to` may be a Deployment and then means each of its Pods. */
export interface GoalLine {
  readonly from: ObjectRef
  readonly to: ObjectRef
  readonly holds: boolean
  /** Of a route: `25 %`. */
  readonly label?: string
}

/** Pods that the exercise wants of a Deployment: `20 × 1.27`. */
export interface PodsGoalMark {
  readonly deployment: ObjectRef
  readonly say: string
  readonly holds: boolean
}

/** The three ways to look at a namespace. */
export type MapView = 'Traffic' | 'Ownership' | 'Nodes'

/** `Kind/namespace/name`: what boxes, selection and lines are known by. */
export function refId(ref: ObjectRef): string {
  return `${ref.kind}/${ref.namespace}/${ref.name}`
}

export function refOf(id: string): ObjectRef {
  const [kind = '', namespace = '', ...name] = id.split('/')
  return { kind, namespace, name: name.join('/') }
}

export function sourceId(from: RequestFrom): string {
  if (from === 'inside' || from === 'outside') return `Client//${from}`
  return 'pod' in from ? refId({ kind: 'Pod', namespace: from.namespace, name: from.pod }) : `Client//${from.node}`
}
