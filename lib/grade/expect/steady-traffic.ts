import type { Expectation, Outcome } from '../exercise'
import { momentAt } from '../film'
import { placeOfStep } from '../place-of'
import { trafficEvidence, watchTraffic, type SteadyTraffic, type TrafficReport } from '../watch-traffic'
import type { Trial } from '../trial'

/** From when on requests count: a time of the cluster, and what happened then (`2.0 came into the template`). */
export interface CountedFrom {
  readonly at: number
  readonly say: string
}

interface NoFailureWanted {
  readonly id: string
  readonly title: string
  readonly needs?: readonly string[]
  readonly traffic: SteadyTraffic
  readonly since: (trial: Trial) => CountedFrom | undefined
  /** What to say when the moment to count from never came. */
  readonly never: string
  /** So long after the trial's end, in simulated milliseconds, it is still watched. */
  readonly untilEndAnd?: number
  /** Images that must not answer in that time. */
  readonly notBy?: readonly string[]
}

/** From a moment on, none of 20 requests a second fails. */
export function noRequestFails(wanted: NoFailureWanted): Expectation {
  return {
    id: wanted.id,
    title: wanted.title,
    ...(wanted.needs === undefined ? {} : { needs: wanted.needs }),
    check: (trial) => {
      const since = wanted.since(trial)
      if (since === undefined) return { met: false, message: wanted.never }
      const report = trafficOf(trial, wanted.traffic, since.at, wanted.untilEndAnd === undefined ? undefined : trial.end.now + wanted.untilEndAnd)
      return failedRequest(trial, wanted, since, report) ?? wrongAnswer(trial, wanted, since, report) ?? { met: true, message: `${report.sent} requests from the moment ${since.say}, 0 failed.`, observed: `${report.sent} sent, 0 failed`, evidence: trafficEvidence(trial, report) }
    },
  }
}

function failedRequest(trial: Trial, { traffic }: NoFailureWanted, since: CountedFrom, report: TrafficReport): Outcome | undefined {
  const [first] = report.failures
  if (first === undefined) return undefined
  const message = `${seconds(first.at - since.at)} s after ${since.say}, a request to ${traffic.url} failed: ${first.why} ${report.failed} of ${report.sent} requests failed.`
  return { met: false, message, wanted: `every request to ${traffic.url} answered`, observed: `${report.failed} of ${report.sent} failed`, evidence: trafficEvidence(trial, report), ...placeOfStep(trial.steps[momentAt(trial, first.at, '').step]?.step) }
}

function wrongAnswer(trial: Trial, { traffic, notBy = [] }: NoFailureWanted, since: CountedFrom, report: TrafficReport): Outcome | undefined {
  for (const image of notBy) {
    const answers = report.answeredBy.get(image)
    if (answers === undefined) continue
    const message = `${seconds(answers.first - since.at)} s after ${since.say}, ${image} still answered a request to ${traffic.url}; in all it answered ${answers.count} of ${report.sent}.`
    return { met: false, message, wanted: `no answer by ${image}`, observed: `${answers.count} of ${report.sent} answered by ${image}`, evidence: trafficEvidence(trial, report) }
  }
  return undefined
}

const reports = new WeakMap<Trial, Map<string, TrafficReport>>()

/** The traffic of a trial from a time on; asked for again, it is not sent again. */
export function trafficOf(trial: Trial, traffic: SteadyTraffic, fromMs: number, untilMs?: number): TrafficReport {
  const known = reports.get(trial) ?? new Map<string, TrafficReport>()
  reports.set(trial, known)
  const key = JSON.stringify([traffic, fromMs, untilMs])
  const report = known.get(key) ?? watchTraffic(trial, traffic, fromMs, untilMs)
  known.set(key, report)
  return report
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1)
}
