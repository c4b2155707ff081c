import type { Trial } from './trial'
import type { Evidence, Fix, Location, NonEmpty } from './verdict'

/** What was there before the learner came, in order; the cluster settles after each. */
export type GivenStep = { readonly do: 'apply'; readonly text: string } | { readonly do: 'kubectl'; readonly line: string }

/** What a check saw. `message` is what to tell when it is not met: the first thing wrong and why. */
export interface Outcome {
  readonly met: boolean
  readonly message: string
  readonly wanted?: string
  readonly observed?: string
  readonly evidence?: Evidence
  readonly at?: Location
  readonly fix?: Fix
}

/** One thing that must hold, checked on behaviour. */
export interface Expectation {
  readonly id: string
  /** A sentence that is true when it holds; the check list shows it. */
  readonly title: string
  /** Expectations (by id) without which this one says nothing: it then waits for them. */
  readonly needs?: readonly string[]
  check(trial: Trial): Outcome
}

/**
 * A common misconception. Asked only after the grade failed; the first that recognises the submission puts its words on the finding it names
 * (on the first unmet one where it names none, or one that waits). Where the expectation it names is met, it is not asked. It can therefore never
 * fail a submission that passes.
 */
export interface Mistake {
  readonly id: string
  /** The expectation whose finding carries the words. */
  readonly expectation?: string
  recognise(trial: Trial): { readonly message: string; readonly at?: Location | undefined } | undefined
}

/** Where traffic comes from on the map while the learner works, and in the figures. */
export interface TrafficSource {
  readonly from: { readonly pod: string; readonly namespace: string } | 'inside' | 'outside'
  readonly url: string
  readonly perSecond: number
}

/** One exercise: what is given, what must hold, and what to say when it doesn't. The task's text stands in the lesson. */
export interface Exercise {
  /** `<module>/<name>`: stable for good. */
  readonly id: string
  readonly title: string
  readonly given: readonly GivenStep[]
  /** The files the learner finds in the editor. */
  readonly starter: Readonly<Record<string, string>>
  /** One right answer, to be revealed: its files, applied in this order. */
  readonly solution: Readonly<Record<string, string>>
  /** Nudge, pointer, shape of the answer. */
  readonly hints: readonly [string, string, string]
  readonly traffic?: readonly TrafficSource[]
  /** What is done in between counts, so that a file applied twice is two steps. */
  readonly sequence?: boolean
  readonly expectations: NonEmpty<Expectation>
  readonly mistakes: readonly Mistake[]
}
