import { canarySteps, isEverybody, lostBeside, metricsOf, shareOfImage, stepOfImage, type CanaryStep } from '../canary-steps'
import type { Expectation, Outcome } from '../exercise'
import type { Measured } from '../measure'
import { placeInStep } from '../place-of'
import type { Trial } from '../trial'
import type { Location } from '../verdict'
import type { SteadyTraffic } from '../watch-traffic'
import { percent } from './share'

/** A canary release that finds a bug: who asks, the version with the bug, the one before, the one that mends it. */
export interface CanaryRelease {
  readonly traffic: SteadyTraffic
  readonly stable: string
  readonly faulty: string
  readonly mended: string
}

/** Half a point, as in a share over 10,000 requests. */
const tolerance = 0.0051
const first = 0.1
const most = 0.25

const shareAfter = ({ settled }: CanaryStep, image: string) => shareOfImage(settled, image)
const isAbout = (share: number, wanted: number) => Math.abs(share - wanted) <= tolerance

/** The place of a step: its line, or in its file the backends of a route, or its beginning. */
export function placeOfStep({ outcome: { step } }: CanaryStep): Location {
  return placeInStep(step, 'HTTPRoute', 'spec.rules[0].backendRefs')
}

/** The first step with 10 % on the faulty version, the first with 25 % after it, and the first after that with everybody on stable; by their indices. */
export function stagesOf(trial: Trial, { traffic, stable, faulty }: CanaryRelease): { readonly tenth?: CanaryStep; readonly quarter?: CanaryStep; readonly back?: CanaryStep } {
  const steps = canarySteps(trial, traffic)
  const tenth = steps.find((step) => isAbout(shareAfter(step, faulty), first))
  if (tenth === undefined) return {}
  const quarter = steps.find((step) => step.index > tenth.index && isAbout(shareAfter(step, faulty), most))
  if (quarter === undefined) return { tenth }
  const back = steps.find((step) => step.index > quarter.index && isEverybody(step, stable))
  return { tenth, quarter, ...(back === undefined ? {} : { back }) }
}

/** Steps after which about a quarter or more is on the faulty version. */
export function quarters(trial: Trial, { traffic, faulty }: CanaryRelease): readonly CanaryStep[] {
  return canarySteps(trial, traffic).filter((step) => shareAfter(step, faulty) >= most - tolerance)
}

/** The first step in which, at once or in the end, more than a quarter is on the faulty version. */
export function overshoot(trial: Trial, { traffic, faulty }: CanaryRelease): { readonly step: CanaryStep; readonly share: number } | undefined {
  for (const step of canarySteps(trial, traffic)) {
    const share = Math.max(shareAfter(step, faulty), shareOfImage(step.atOnce, faulty))
    if (Math.round(share * step.settled.sent) > most * step.settled.sent) return { step, share }
  }
  return undefined
}

/** The release goes through its stages in order. */
export function canaryRelease(release: CanaryRelease): readonly [Expectation, ...Expectation[]] {
  const { traffic, faulty, mended, stable } = release
  const short = (image: string) => image.replace(/^.*:/, '')
  const told = (trial: Trial, outcome: Outcome): Outcome => ({ ...outcome, evidence: { kind: 'steps', steps: metricsOf(canarySteps(trial, traffic)) } })
  const highest = (trial: Trial) => Math.max(0, ...canarySteps(trial, traffic).map((step) => shareAfter(step, faulty)))
  const expectation = (id: string, title: string, needs: readonly string[], check: (trial: Trial) => Outcome): Expectation => ({ id, title, needs, check: (trial) => told(trial, check(trial)) })
  return [
    expectation('bounded', `Never more than a quarter of the users on ${short(faulty)}, and a quarter for one step only`, [], (trial) => {
      const over = overshoot(trial, release)
      if (over !== undefined) return { met: false, message: `Step ${over.step.index + 1} sends ${percent(over.share)} % of the requests to ${short(faulty)}.`, wanted: 'at most 25 %', observed: `${percent(over.share)} %`, at: placeOfStep(over.step) }
      const [, again] = quarters(trial, release)
      if (again !== undefined) return { met: false, message: `After step ${again.index + 1} a quarter of the users is still, or again, on ${short(faulty)}. One step shows the errors.`, wanted: '25 % for one step', observed: `${quarters(trial, release).length} steps`, at: placeOfStep(again) }
      return { met: true, message: `${percent(highest(trial))} % at the most.` }
    }),
    expectation('served', 'At every step somebody answers every request', [], (trial) => {
      const lost = canarySteps(trial, traffic).flatMap((step) => [step.atOnce, step.settled].map((measured) => ({ step, measured, count: lostBeside(measured, faulty) }))).find(({ count }) => count > 0)
      if (lost === undefined) return { met: true, message: 'No request was without an answer.' }
      return { met: false, message: `After step ${lost.step.index + 1}, ${lost.count} of ${lost.measured.sent} requests are not answered by any version: ${whyLost(lost.measured)}`, wanted: 'every request answered', observed: `${lost.count} of ${lost.measured.sent} lost`, at: placeOfStep(lost.step) }
    }),
    expectation('tenth', `A step with 10 % on ${short(faulty)}`, [], (trial) =>
      stagesOf(trial, release).tenth === undefined ? { met: false, message: `No step leaves 10 % of the requests on ${short(faulty)}.`, wanted: '10 %', observed: sharesSeen(trial, release) } : { met: true, message: `10 % on ${short(faulty)}.` },
    ),
    expectation('quarter', 'Then one with 25 %, in which the errors show', ['tenth'], (trial) => {
      const { quarter } = stagesOf(trial, release)
      if (quarter === undefined) return { met: false, message: `After the step with 10 %, none leaves 25 % of the requests on ${short(faulty)}.`, wanted: '25 %', observed: sharesSeen(trial, release) }
      const { errors = 0, answered = 1 } = quarter.settled.byImage.get(faulty) ?? {}
      return { met: true, message: `At 25 %, ${percent(errors / answered)} % of the answers of ${short(faulty)} are errors.`, observed: `${Math.round(errors)} errors in ${Math.round(answered)} answers` }
    }),
    expectation('back', `Back to 0 %, before ${short(mended)} comes`, ['quarter'], (trial) => {
      const { back } = stagesOf(trial, release)
      if (back === undefined) return { met: false, message: `After the step with 25 %, none sends everybody to ${short(stable)} again.`, wanted: '0 % on the canary', observed: sharesSeen(trial, release) }
      const came = stepOfImage(trial, mended)
      if (came !== undefined && came < back.index) return { met: false, message: `${short(mended)} came in step ${came + 1}, while users still met the fault; the step back to 0 % is step ${back.index + 1}.`, wanted: 'first back, then the repair', observed: `step ${came + 1} before step ${back.index + 1}` }
      return { met: true, message: `Step ${back.index + 1} takes everybody back to ${short(stable)}.` }
    }),
    expectation('finished', `In the end everybody is on ${short(mended)}`, ['back'], (trial) => {
      const last = canarySteps(trial, traffic).at(-1)
      const share = last === undefined ? 0 : shareAfter(last, mended)
      return last !== undefined && isEverybody(last, mended) ? { met: true, message: `${short(mended)} answers every request.` } : { met: false, message: `In the end ${short(mended)} answers ${percent(share)} % of the requests.`, wanted: `100 % on ${short(mended)}`, observed: `${percent(share)} %`, ...(last === undefined ? {} : { at: placeOfStep(last) }) }
    }),
  ]
}

function whyLost({ failure }: Measured): string {
  return failure?.hops.findLast((hop) => !hop.ok)?.say ?? failure?.say ?? ''
}

/** The share of the faulty version after each step: `10 %, then 25 %`. */
export function sharesSeen(trial: Trial, { traffic, faulty }: CanaryRelease): string {
  const shares = canarySteps(trial, traffic).map((step) => `${percent(shareAfter(step, faulty))} %`)
  return shares.length === 0 ? 'no step that changed anything' : shares.join(', then ')
}
