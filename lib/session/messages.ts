import type { Film, FilmScript } from '@/lib/course/film'
import type { SceneStep } from '@/lib/course/scene'
import type { NonEmpty, Verdict } from '@/lib/grade/verdict'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import type { Diagnostic } from '@/lib/yaml/diagnostic'
import type { Stage } from './stage'
import type { Clock, Moment, SentRequest, Speed } from './timeline'

/** What the learner does to the cluster; kept, so that a new worker can do it again. `at` is the simulated time at which it was done. */
export type Deed =
  | { readonly did: 'apply'; readonly at: number; readonly files: Readonly<Record<string, string>> }
  | { readonly did: 'kubectl'; readonly at: number; readonly line: string; readonly files: Readonly<Record<string, string>>; readonly edited?: string }

/** To the engine. `session` is an exercise's id; `ticket` comes back with the answer. */
export type ToEngine =
  | { readonly do: 'open'; readonly session: string; readonly deeds: readonly Deed[] }
  /** Opens a figure's cluster: like `open`, without an exercise behind it. */
  | ({ readonly do: 'stage' } & Stage)
  /** A button of a figure was pressed. */
  | { readonly do: 'act'; readonly session: string; readonly ticket: number; readonly steps: readonly SceneStep[] }
  /** Films a run on a cluster of its own; `session` is only where the answer goes. */
  | { readonly do: 'shoot'; readonly session: string; readonly ticket: number; readonly script: FilmScript }
  | { readonly do: 'close'; readonly session: string }
  | { readonly do: 'tick'; readonly elapsedMs: number }
  | { readonly do: 'clock'; readonly session: string; readonly clock: 'paused' | 'playing' }
  | { readonly do: 'speed'; readonly session: string; readonly speed: Speed }
  | { readonly do: 'step'; readonly session: string }
  | { readonly do: 'seek'; readonly session: string; readonly at: number }
  | { readonly do: 'kubectl'; readonly session: string; readonly ticket: number; readonly line: string; readonly files: Readonly<Record<string, string>> }
  /** Plays a solution: its files one after another, each when the cluster has settled after the one before, as the grade runs them. */
  | { readonly do: 'demonstrate'; readonly session: string; readonly ticket: number; readonly files: Readonly<Record<string, string>> }
  | { readonly do: 'edited'; readonly session: string; readonly ticket: number; readonly text: string }
  | { readonly do: 'interrupt'; readonly session: string; readonly ticket: number }
  | { readonly do: 'grade'; readonly session: string; readonly ticket: number; readonly files: Readonly<Record<string, string>> }
  | { readonly do: 'diagnose'; readonly session: string; readonly ticket: number; readonly file: string; readonly text: string }
  | { readonly do: 'complete'; readonly session: string; readonly ticket: number; readonly line: string; readonly files: readonly string[] }

/** What changed since the last frame of this session: objects only where they are new, and what was added to the history from an index on. */
export interface Frame {
  readonly now: number
  readonly start: number
  readonly head: number
  readonly clock: Clock
  readonly speed: Speed
  /** How many stages of the goal were reached by then. */
  readonly reached: number
  /** All but Events. */
  readonly changed: readonly (readonly [ObjectKey, KubeObject])[]
  /** Those of `changed` whose spec the page has already: it need not travel. */
  readonly sameSpec: readonly ObjectKey[]
  /** Events as JSON, which is read when somebody looks at them: there are many, and few are looked at. */
  readonly events: readonly (readonly [ObjectKey, string])[]
  readonly gone: readonly ObjectKey[]
  readonly moments: Tail<Moment>
  readonly requests: Tail<SentRequest>
}

/** A frame on its way from worker to page: as text, which the page reads when it has time for it. Whatever else is said is read at once. */
export interface PackedFrame {
  readonly say: 'frame'
  readonly session: string
  readonly packed: string
}

/** What the worker posts. */
export type Posted = Exclude<FromEngine, { say: 'frame' }> | PackedFrame

/** A list of which the first `from` entries stand and the rest is replaced. */
export interface Tail<T> {
  readonly from: number
  readonly rest: readonly T[]
}

/** What the page may know of an exercise without its code. */
export interface ExerciseOutline {
  readonly id: string
  readonly title: string
  readonly starter: Readonly<Record<string, string>>
  readonly hints: readonly string[]
  readonly checks: NonEmpty<{ readonly id: string; readonly title: string }>
  readonly solution: Readonly<Record<string, string>>
  /** What is to be drawn as wanted, stage after stage; most exercises have one. */
  readonly goals: readonly (readonly Goal[])[]
  /** Who calls whom while the learner works. */
  readonly callers: readonly { readonly from: SentRequest['from']; readonly url: string }[]
}

/** What the exercise wants; drawn dotted until it holds. */
export type Goal = WayGoal | PodsGoal

/** A connection, from and to `Kind/namespace/name`. */
export interface WayGoal {
  readonly from: string
  readonly to: string
  /** The port on the Pods; of a route, the Service's. */
  readonly port: number
  /** Of a route: per cent of the requests. */
  readonly share?: number
}

/** So many available Pods of one image, and none of another. */
export interface PodsGoal {
  /** `Deployment/namespace/name`. */
  readonly deployment: string
  readonly replicas: number
  readonly image: string
}

/** From the engine. */
export type FromEngine =
  | { readonly say: 'started' }
  /** One for each message that was read to its end: the page sees by it that the engine lives. */
  | { readonly say: 'heard' }
  | { readonly say: 'opened'; readonly session: string; readonly outline: ExerciseOutline }
  | { readonly say: 'unknown-exercise'; readonly session: string }
  | { readonly say: 'frame'; readonly session: string; readonly frame: Frame }
  | { readonly say: 'printed'; readonly session: string; readonly ticket: number; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | { readonly say: 'edit'; readonly session: string; readonly ticket: number; readonly fileName: string; readonly text: string }
  | { readonly say: 'exited'; readonly session: string; readonly ticket: number; readonly exitCode: number; readonly deeds: readonly Deed[] }
  /** `stepTimes`: when each step of the submission was done in this session, in simulated milliseconds. */
  | { readonly say: 'graded'; readonly session: string; readonly ticket: number; readonly verdict: Verdict; readonly stepTimes: readonly number[] }
  /** Expectations of the last grade that what was done before has broken for good: even the solution, applied now, would not meet them. */
  | { readonly say: 'lasting'; readonly session: string; readonly ticket: number; readonly expectations: readonly string[] }
  /** A file of a demonstration is applied now. */
  | { readonly say: 'demonstrated'; readonly session: string; readonly file: string }
  | { readonly say: 'diagnosed'; readonly session: string; readonly ticket: number; readonly file: string; readonly diagnostics: readonly Diagnostic[] }
  | { readonly say: 'completed'; readonly session: string; readonly ticket: number; readonly from: number; readonly items: readonly string[] }
  | { readonly say: 'shot'; readonly session: string; readonly ticket: number; readonly film: Film }
  /** A fault of ours: the question with this ticket gets no other answer. */
  | { readonly say: 'failed'; readonly session: string; readonly ticket: number | undefined; readonly message: string }

const engineWords: ReadonlySet<string> = new Set<FromEngine['say']>(['started', 'heard', 'opened', 'unknown-exercise', 'frame', 'printed', 'edit', 'exited', 'graded', 'lasting', 'demonstrated', 'diagnosed', 'completed', 'shot', 'failed'])
const pageWords: ReadonlySet<string> = new Set<ToEngine['do']>(['open', 'stage', 'act', 'shoot', 'close', 'tick', 'clock', 'speed', 'step', 'seek', 'kubectl', 'demonstrate', 'edited', 'interrupt', 'grade', 'diagnose', 'complete'])

/** Both ends are ours and of one build; only the kind is checked, against messages of other scripts (browser extensions post too). */
export function readFromEngine(data: unknown): Posted | undefined {
  return hasWord(data, 'say', engineWords) ? (data as Posted) : undefined
}

export function readToEngine(data: unknown): ToEngine | undefined {
  return hasWord(data, 'do', pageWords) ? (data as ToEngine) : undefined
}

function hasWord(data: unknown, key: 'say' | 'do', words: ReadonlySet<string>): boolean {
  if (typeof data !== 'object' || data === null) return false
  const word: unknown = (data as Record<string, unknown>)[key]
  return typeof word === 'string' && words.has(word)
}
