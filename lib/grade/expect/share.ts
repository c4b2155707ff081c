import type { Expectation, Outcome } from '../exercise'
import { measure, shareOfPods, type Measured } from '../measure'
import { podsOf } from '../observe'
import { placeOf } from '../place-of'
import type { Trial } from '../trial'
import type { SteadyTraffic } from '../watch-traffic'

interface ShareWanted {
  readonly traffic: SteadyTraffic
  /** The Deployment whose part is measured. */
  readonly of: string
  /** From 0 to 1, both included. */
  readonly atLeast: number
  readonly atMost: number
  readonly needs: readonly string[]
  /** The object that decides, for the place. */
  readonly by: { readonly kind: string; readonly name: string; readonly field: string }
}

const taken = new WeakMap<Trial, Map<string, Measured>>()

/** What 10,000 requests meet at a trial's end; asked for again, it is not measured again. */
export function measuredAtEnd(trial: Trial, traffic: SteadyTraffic): Measured {
  const known = taken.get(trial) ?? new Map<string, Measured>()
  taken.set(trial, known)
  const key = JSON.stringify(traffic)
  const measured = known.get(key) ?? measure(trial.end, traffic)
  known.set(key, measured)
  return measured
}

/** Every one of 10,000 requests is answered. */
export function allAnswered({ traffic, needs, by }: Pick<ShareWanted, 'traffic' | 'needs' | 'by'>): Expectation {
  return {
    id: 'answered',
    title: `${traffic.url} answers every request`,
    needs,
    check: (trial) => {
      const { sent, failed, failure } = measuredAtEnd(trial, traffic)
      if (failure === undefined) return { met: true, message: `${sent} requests, 0 failed.`, evidence: { kind: 'requests', sent, failed: 0 } }
      const lost = Math.max(1, Math.round(failed))
      const why = failure.hops.findLast((hop) => !hop.ok)?.say ?? failure.say
      const message = `${lost === sent ? 'No request' : `${lost} of ${sent} requests`} to ${traffic.url} ${lost === sent ? 'is' : 'are not'} answered: ${why}`
      return { met: false, message, wanted: 'every request answered', observed: `${lost} of ${sent} failed`, evidence: { kind: 'requests', sent, failed: lost, firstFailure: { atMs: trial.end.now - trial.start.now, say: failure.say } }, ...placeOf(trial, by.kind, by.name, by.field) }
    },
  }
}

/** A Deployment answers a part of the requests, over 10,000 of them. */
export function getsShare(wanted: ShareWanted): Expectation {
  const range = `${percent(wanted.atLeast)} to ${percent(wanted.atMost)} %`
  return {
    id: `share-${wanted.of}`,
    title: `${wanted.of} gets ${range} of the requests`,
    needs: wanted.needs,
    check: (trial): Outcome => {
      const measured = measuredAtEnd(trial, wanted.traffic)
      const share = shareOfPods(measured, podsOf(trial.end, wanted.of))
      const answered = Math.round(share * measured.sent)
      const observed = `${answered} of ${measured.sent}: ${percent(share)} %`
      if (answered >= Math.round(wanted.atLeast * measured.sent) && answered <= Math.round(wanted.atMost * measured.sent)) return { met: true, message: `${wanted.of} answers ${observed}.`, observed }
      const { kind, name, field } = wanted.by
      return { met: false, message: `Of ${measured.sent} requests to ${wanted.traffic.url}, ${wanted.of} answers ${answered}: ${percent(share)} %.`, wanted: range, observed, evidence: { kind: 'requests', sent: measured.sent, failed: Math.round(measured.failed) }, ...placeOf(trial, kind, name, field) }
    },
  }
}

/** `2`, `2.5`, `0.07`: at most two decimals. */
export function percent(share: number): string {
  return String(Math.round(share * 10_000) / 100)
}
