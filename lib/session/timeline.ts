import type { ObjectKey, KubeObject } from '@/lib/kube/object'
import type { NetworkResult, RequestSource } from '@/lib/cluster/network/request'
import type { ShownEvents } from './shown-events'

/** One thing that happened, as the time line shows it: a tick, and a sentence for where one stands. */
export interface Moment {
  /** Simulated milliseconds since the cluster's start. */
  readonly at: number
  readonly say: string
  readonly tone: 'changed' | 'ready' | 'failed' | 'done-by-learner'
  /** `Kind/namespace/name`, where it happened to an object. */
  readonly object?: string
}

/** A request of the exercise's traffic, or of a command, and what came of it. */
export interface SentRequest {
  readonly id: number
  readonly at: number
  readonly from: RequestSource | 'inside'
  readonly url: string
  readonly result: NetworkResult
  /** The tag of the image that answered. */
  readonly version?: string
}

/** Simulated milliseconds a real one is worth while time runs. */
export const speeds = [1, 10, 50] as const
export type Speed = (typeof speeds)[number]

/**
 * What time does. `until-rest` runs until the cluster has settled and its traffic has been seen; `playing` until the learner pauses;
 * `replaying` shows again what has happened, up to the last moment.
 */
export type Clock = 'paused' | 'until-rest' | 'playing' | 'replaying'

/** What is on show: a moment of the cluster's history, and how far that history goes. */
export interface Shown {
  readonly now: number
  readonly start: number
  readonly head: number
  readonly clock: Clock
  readonly speed: Speed
  /** How many stages of the goal were reached by then. */
  readonly reached: number
  /** Events apart: of them there may be thousands, and nothing is drawn from them. */
  readonly objects: ReadonlyMap<ObjectKey, KubeObject>
  readonly events: ShownEvents
  readonly moments: readonly Moment[]
  readonly requests: readonly SentRequest[]
}
