import type { Cluster } from '@/lib/cluster/cluster'
import type { Exercise, Expectation, Outcome } from './exercise'
import { prepareCluster, runSubmission } from './run-submission'
import type { Submission } from './submission'
import type { Trial } from './trial'
import type { Finding, NonEmpty, Refusal, Verdict } from './verdict'

/**
 * Grades a submission: runs it on the exercise's cluster and holds every expectation against what happened. Deterministic: the same
 * submission gets the same verdict. `start` spares preparing the cluster again when it is at hand.
 */
export function grade(exercise: Exercise, submission: Submission, start: Cluster = prepareCluster(exercise)): Verdict {
  return judge(exercise, runSubmission(start, submission))
}

/** The verdict over a trial that has run already. */
export function judge(exercise: Exercise, trial: Trial): Verdict {
  const refusals = trial.steps.flatMap(({ refusal }) => (refusal === undefined ? [] : [refusal]))
  const findings = explainMistake(exercise, trial, checkAll(exercise.expectations, trial))
  const met = findings.every((finding) => finding.met)
  return { exercise: exercise.id, status: met ? 'met' : statusOf(trial, refusals), findings, refusals, simulatedMs: trial.end.now - trial.start.now }
}

/** What to tell first: the refusal when nothing else can be said, else the first unmet finding. */
export function firstToTell(verdict: Verdict): Refusal | Finding | undefined {
  if (verdict.status === 'met') return undefined
  return verdict.refusals[0] ?? verdict.findings.find((finding) => !finding.met && finding.waitsFor === undefined)
}

function statusOf(trial: Trial, refusals: readonly Refusal[]): Verdict['status'] {
  if (refusals.length === 0 || refusals.length < trial.steps.length) return 'unmet'
  return refusals.some((refusal) => refusal.diagnostics.some((diagnostic) => diagnostic.severity === 'error')) ? 'unreadable' : 'rejected'
}

function checkAll(expectations: NonEmpty<Expectation>, trial: Trial): NonEmpty<Finding> {
  const done = new Map<string, Finding>()
  for (const expectation of expectations) {
    const waitsFor = expectation.needs?.find((id) => done.get(id)?.met !== true)
    done.set(expectation.id, waitsFor === undefined ? found(expectation, expectation.check(trial)) : waiting(expectation, waitsFor))
  }
  return [...done.values()] as unknown as NonEmpty<Finding>
}

function found(expectation: Expectation, outcome: Outcome): Finding {
  return { expectation: expectation.id, title: expectation.title, ...outcome }
}

function waiting(expectation: Expectation, waitsFor: string): Finding {
  return { expectation: expectation.id, title: expectation.title, met: false, waitsFor, message: 'Not looked at yet: it waits for the one above.' }
}

function explainMistake(exercise: Exercise, trial: Trial, findings: NonEmpty<Finding>): NonEmpty<Finding> {
  const front = findings.find((finding) => !finding.met && finding.waitsFor === undefined)
  if (front === undefined) return findings
  for (const mistake of exercise.mistakes) {
    const named = findings.find((finding) => finding.expectation === mistake.expectation)
    const words = named?.met === true ? undefined : mistake.recognise(trial)
    if (words === undefined) continue
    const target = named === undefined || named.waitsFor !== undefined ? front : named
    const explained = findings.map((finding) => (finding === target ? { ...finding, mistake: mistake.id, message: words.message, ...(words.at === undefined ? {} : { at: words.at }) } : finding))
    return explained as unknown as NonEmpty<Finding>
  }
  return findings
}
