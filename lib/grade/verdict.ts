import type { Diagnostic } from '@/lib/yaml/diagnostic'

/** At least one. */
export type NonEmpty<T> = readonly [T, ...T[]]

/** A place in what the learner wrote: `line` and `column` count from 1; of a `.kubectl` line, `file` is that file. */
export interface Location {
  readonly file: string
  readonly line: number
  readonly column?: number
  /** Field path as the API server writes it. */
  readonly path?: string
}

/** One word that would mend it, at the finding's place. */
export interface Fix {
  readonly was: string
  readonly text: string
}

/** A moment of a trial. Times are simulated milliseconds; `step` and `sinceStepMs` find it again in another run of the same steps. */
export interface TrialMoment {
  /** Since the first step began. */
  readonly atMs: number
  /** Index of the step that ran. */
  readonly step: number
  readonly sinceStepMs: number
  /** What happened: `Deployment store wants example.com/store:2.0`. */
  readonly say: string
}

/** What users met after a step. */
export interface StepMetrics {
  /** Index of the step. */
  readonly step: number
  /** The file or the line. */
  readonly say: string
  readonly sent: number
  readonly failed: number
  /** Requests that each image answered, and the errors among them. */
  readonly versions: readonly { readonly image: string; readonly answered: number; readonly errors: number }[]
}

/** What was seen that decided a finding. */
export type Evidence =
  | { readonly kind: 'requests'; readonly sent: number; readonly failed: number; readonly firstFailure?: { readonly atMs: number; readonly say: string }; readonly moment?: TrialMoment }
  | { readonly kind: 'moment'; readonly moment: TrialMoment }
  | { readonly kind: 'steps'; readonly steps: readonly StepMetrics[] }
  | { readonly kind: 'object'; readonly object: { readonly kind: string; readonly namespace: string; readonly name: string }; readonly say: string }
  | { readonly kind: 'message'; readonly from: 'API server' | 'kubectl' | 'kubelet'; readonly text: string }

/** One expectation held against what happened. */
export interface Finding {
  /** The expectation's id, stable within its exercise. */
  readonly expectation: string
  /** What the check list shows: a sentence that is true when it holds. */
  readonly title: string
  readonly met: boolean
  /** An expectation that an unmet earlier one makes meaningless: shown as "waits for the one above". */
  readonly waitsFor?: string
  /** What to tell the learner: the first thing wrong and why. A recognised misconception puts its own words here. */
  readonly message: string
  /** Id of the typical mistake that was recognised. */
  readonly mistake?: string
  readonly wanted?: string
  readonly observed?: string
  readonly evidence?: Evidence
  readonly at?: Location
  readonly fix?: Fix
}

/** A step that was refused: it does not fail the grade by itself, and is the first thing told when the grade fails. */
export interface Refusal {
  readonly step: number
  readonly message: string
  readonly diagnostics: readonly Diagnostic[]
  readonly at: Location
}

/**
 * The three words for three things: `unreadable` and `rejected` could not run, `unmet` ran and is not right (or not yet), `met` passed.
 * Every finding is gathered; `findings` keep the order of the exercise's expectations.
 */
export interface Verdict {
  readonly exercise: string
  readonly status: 'unreadable' | 'rejected' | 'unmet' | 'met'
  readonly findings: NonEmpty<Finding>
  readonly refusals: readonly Refusal[]
  /** Simulated milliseconds that the submission took. */
  readonly simulatedMs: number
}
