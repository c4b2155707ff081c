import type { GivenStep } from '@/lib/grade/exercise'
import type { SceneStep } from './scene'

/** When a step of a film is done, counted from the step before it. */
export type FilmCue =
  | { readonly afterMs: number }
  /** Once every replica of the Deployment is of its newest template and available, and this much later. */
  | { readonly rolledOut: string; readonly afterMs?: number }

export interface FilmStep {
  readonly when: FilmCue
  /** What it is called on the time line. */
  readonly say: string
  readonly steps: readonly SceneStep[]
}

/** What somebody notices, and does about it: the first alarm that goes off ends the plan. */
export interface FilmAlarm {
  readonly on: { readonly failedRequests: number } | { readonly notRolledOut: string; readonly withinMs: number }
  /** How long it takes from there until it is done. */
  readonly afterMs: number
  readonly say: string
  readonly steps: readonly SceneStep[]
}

/** A run to be filmed on a cluster of its own. Plain data: it crosses to the worker, and the same script gives the same film. */
export interface FilmScript {
  readonly given: readonly GivenStep[]
  /** Requests from outside: to a URL, or to the external address of a LoadBalancer Service. */
  readonly traffic?: { readonly perSecond: number } & ({ readonly service: string } | { readonly url: string })
  readonly steps: readonly FilmStep[]
  readonly alarms?: readonly FilmAlarm[]
  /** Filmed for this long after everything is done and settled. */
  readonly restMs: number
  readonly limitMs: number
}

/** What a Pod is at. `available`: ready for the `minReadySeconds` of its ReplicaSet. */
export type PodPhase = 'waiting' | 'starting' | 'ready' | 'available' | 'failing' | 'leaving'

/** One Pod from its making to its end, in milliseconds of the film. */
export interface PodLife {
  readonly name: string
  /** The tag of its image. */
  readonly version: string
  readonly deployment: string
  readonly phases: readonly { readonly at: number; readonly phase: PodPhase }[]
  readonly goneAt?: number
}

/** What happened, as a tick on the film's time line. */
export interface FilmMoment {
  readonly at: number
  readonly say: string
  readonly tone: 'changed' | 'ready' | 'failed' | 'done-by-learner'
}

/** The requests of one second. */
export interface FilmSecond {
  readonly sent: number
  readonly failed: number
  /** How many each version answered without an error. */
  readonly byVersion: Readonly<Record<string, number>>
}

export interface FilmedFailure {
  readonly at: number
  /** `HTTP 500 from 2.0`, `connection refused`. */
  readonly say: string
}

/** A film: what is needed to show any of its moments again. Times are milliseconds from its start. */
export interface Film {
  readonly durationMs: number
  readonly lives: readonly PodLife[]
  readonly moments: readonly FilmMoment[]
  readonly seconds: readonly FilmSecond[]
  readonly failures: readonly FilmedFailure[]
  /** The time at which each step was done; undefined for those that were not. */
  readonly stepsAt: readonly (number | undefined)[]
  readonly alarmAt?: number
  /** A step was refused: the words of kubectl or the API server. */
  readonly refusal?: string
}
