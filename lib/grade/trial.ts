import type { Change, Cluster } from '@/lib/cluster/cluster'
import type { Submission, Step } from './submission'
import type { Refusal } from './verdict'
import type { Written } from './written'

/** What one step did. */
export interface StepOutcome {
  readonly step: Step
  readonly before: Cluster
  /** Right after the command, before the cluster ran on. */
  readonly applied: Cluster
  readonly after: Cluster
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  readonly refusal: Refusal | undefined
}

/** A submission that has run: what expectations and mistakes look at. Clusters are values, so each may fork and try things. */
export interface Trial {
  /** The given cluster, settled, before the first step. */
  readonly start: Cluster
  /** After the last step, settled (or after its time limit). */
  readonly end: Cluster
  readonly steps: readonly StepOutcome[]
  /** Every change from start to end, in order. */
  readonly film: readonly Change[]
  /** The cluster at the start, after every command, and wherever a command began to wait: all the life in between follows from these. */
  readonly tape: readonly Cluster[]
  readonly submission: Submission
  readonly written: Written
}
