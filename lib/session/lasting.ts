import type { Cluster } from '@/lib/cluster/cluster'
import type { Exercise } from '@/lib/grade/exercise'
import { grade } from '@/lib/grade/grade'
import type { Evidence, Verdict } from '@/lib/grade/verdict'
import type { Deed } from './messages'
import { submissionOf } from './submission-of'

/**
 * Expectations that a moment of the past has broken for good, by id: with the solution applied on top of what was done they would be unmet still.
 * Only a fresh cluster helps then. Tried rather than reasoned: an expectation may count from a later moment on.
 */
export function lastingBreaches(exercise: Exercise, prepared: Cluster, deeds: readonly Deed[], verdict: Verdict): readonly string[] {
  const broken = verdict.findings.filter(({ met, waitsFor, evidence }) => !met && waitsFor === undefined && isOfThePast(evidence))
  if (broken.length === 0) return []
  const solution = Object.entries(exercise.solution).map(([file, text]): Deed => ({ did: 'apply', at: 0, files: { [file]: text } }))
  const { findings } = grade(exercise, submissionOf([...standing(deeds, exercise.sequence), ...solution], exercise.solution, exercise.sequence), prepared)
  return broken.filter(({ expectation }) => findings.some((found) => found.expectation === expectation && !found.met)).map(({ expectation }) => expectation)
}

/** What no later grade can leave out: in a sequence everything; else all up to the last kubectl line, since a file that is applied again takes its own place. */
function standing(deeds: readonly Deed[], isSequence = false): readonly Deed[] {
  return isSequence ? deeds : deeds.slice(0, deeds.findLastIndex(({ did }) => did === 'kubectl') + 1)
}

function isOfThePast(evidence: Evidence | undefined): boolean {
  return evidence?.kind === 'moment' || evidence?.kind === 'steps' || (evidence?.kind === 'requests' && evidence.moment !== undefined)
}
