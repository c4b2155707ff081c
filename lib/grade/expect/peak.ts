import type { Cluster } from '@/lib/cluster/cluster'
import type { Deployment } from '@/lib/kube/apps/v1.generated'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { objectKey } from '@/lib/kube/object'
import type { Expectation } from '../exercise'
import { firstChange, momentAt, pictures, type Picture } from '../film'
import { isReady, nodes, podsOf } from '../observe'
import { placeOf } from '../place-of'
import type { Trial } from '../trial'
import { isAvailable } from './pod-counts'
import { troubleOf } from './pod-trouble'
import { count, namesOf } from './words'

interface PeakWanted {
  readonly deployment: string
  readonly peak: number
  readonly needs?: readonly string[]
}

interface Peak {
  readonly at: number
  readonly pods: readonly Pod[]
}

interface Peaks {
  readonly first: Peak | undefined
  readonly last: Peak | undefined
  /** Whether the Deployment asked for more again after the first. */
  readonly raised: boolean
}

const known = new WeakMap<Trial, Map<string, Peaks>>()

/** The last moment at which so many Pods of a Deployment were available, on every node. */
export function peakOf(trial: Trial, wanted: PeakWanted): Peak | undefined {
  return peaksOf(trial, wanted).last
}

function peaksOf(trial: Trial, wanted: PeakWanted): Peaks {
  const ofTrial = known.get(trial) ?? new Map<string, Peaks>()
  known.set(trial, ofTrial)
  const found = ofTrial.get(wanted.deployment) ?? findPeaks(trial, wanted)
  ofTrial.set(wanted.deployment, found)
  return found
}

function findPeaks(trial: Trial, { deployment, peak }: PeakWanted): Peaks {
  let first: Peak | undefined
  let last: Peak | undefined
  let before = 0
  let raised = false
  for (const picture of picturesOf(trial)) {
    const { asked, available } = tally(picture, deployment, trial.start)
    if (first !== undefined && asked > before) raised = true
    before = asked
    if (available.length !== peak || missingNodes(trial, available).length > 0) continue
    last = { at: picture.at, pods: available }
    first ??= last
  }
  return { first, last, raised }
}

/** Only the moments at which a Pod or a Deployment changed. */
function* picturesOf(trial: Trial): Generator<Picture> {
  for (const picture of pictures(trial)) if (picture.changes.length === 0 || picture.changes.some(({ change }) => change.object.kind === 'Pod' || change.object.kind === 'Deployment')) yield picture
}

function tally(picture: Picture, deployment: string, start: Cluster): { readonly asked: number; readonly available: readonly Pod[] } {
  const { objects } = picture
  const wanted = objects.get(objectKey('apps', 'deployments', 'default', deployment)) as Deployment | undefined
  return { asked: wanted?.spec.replicas ?? 0, available: podsOf({ objects }, deployment).filter((pod) => isAvailable(pod, picture, start)) }
}

function missingNodes(trial: Trial, pods: readonly Pod[]): string[] {
  const used = new Set(pods.map((pod) => pod.spec.nodeName))
  return nodes(trial.end).map((node) => node.metadata.name).filter((name) => !used.has(name))
}

/** At one moment so many Pods are available, some on each node. */
export function reachesPeak(wanted: PeakWanted): Expectation {
  const { deployment, peak } = wanted
  return {
    id: `peak-${deployment}`,
    title: `At the peak ${peak} Pods of ${deployment} are available, on all nodes`,
    needs: wanted.needs ?? [`deployment-${deployment}`],
    check: (trial) => {
      const found = peakOf(trial, wanted)
      if (found !== undefined) return { met: true, message: `${peak} Pods were available on all nodes, ${seconds(trial, found.at)} s after the start.`, evidence: { kind: 'moment', moment: momentAt(trial, found.at, `${peak} Pods are available`) } }
      let most: Picture | undefined
      let best: readonly Pod[] = []
      let waits = ''
      for (const picture of picturesOf(trial)) {
        const { asked, available } = tally(picture, deployment, trial.start)
        if (asked === peak) waits = whatWaits(picture, deployment)
        if (available.length >= best.length) [most, best] = [{ ...picture, objects: new Map() }, available]
      }
      const lacking = best.length === peak ? missingNodes(trial, best) : []
      const message = lacking.length > 0 ? `${peak} Pods were available, and none of them on ${namesOf(lacking)}.` : `At no moment were ${peak} Pods available: ${best.length} was the most.${waits}`
      return { met: false, message, wanted: `${peak} available, on ${nodes(trial.end).length} nodes`, observed: `${best.length} at the most`, evidence: { kind: 'moment', moment: momentAt(trial, most?.at ?? trial.start.now, `${count(best.length, 'Pod')} available`) }, ...placeOf(trial, 'Deployment', deployment, 'spec.replicas') }
    },
  }
}

/** Why the first of a Deployment's Pods that are not ready is not, as a sentence of its own. */
function whatWaits({ objects }: Picture, deployment: string): string {
  const left = podsOf({ objects }, deployment).find((pod) => pod.metadata.deletionTimestamp === undefined && !isReady(pod))
  return left === undefined ? '' : ` ${troubleOf({ objects }, left).say}.`
}

/** The Deployment never asks for more Pods than that. */
export function neverAsksForMore({ deployment, peak, needs }: PeakWanted): Expectation {
  return {
    id: `asked-${deployment}`,
    title: `${deployment} never asks for more than ${peak} Pods`,
    ...(needs === undefined ? {} : { needs }),
    check: (trial) => {
      for (const picture of picturesOf(trial)) {
        const { asked } = tally(picture, deployment, trial.start)
        if (asked <= peak) continue
        const moment = momentAt(trial, picture.at, `Deployment ${deployment} wants ${asked} Pods`)
        return { met: false, message: `${seconds(trial, picture.at)} s after the start ${deployment} asked for ${asked} Pods. ${peak} were wanted.`, wanted: `at most ${peak}`, observed: `${asked}`, evidence: { kind: 'moment', moment }, ...placeOf(trial, 'Deployment', deployment, 'spec.replicas') }
      }
      return { met: true, message: `Never more than ${peak} were asked for.` }
    },
  }
}

/** The Deployment is never scaled to 0. */
export function neverAsksForNone(deployment: string, needs: readonly string[]): Expectation {
  return {
    id: `kept-running-${deployment}`,
    title: `${deployment} is never scaled to 0`,
    needs,
    check: (trial) => {
      const none = firstChange(trial, objectKey('apps', 'deployments', 'default', deployment), ({ type, object }) => type !== 'DELETED' && (object as Deployment).spec.replicas === 0)
      if (none === undefined) return { met: true, message: `${deployment} was never scaled to 0.` }
      const moment = momentAt(trial, none.change.at, `Deployment ${deployment} wants 0 Pods`)
      return { met: false, message: `${seconds(trial, none.change.at)} s after the start ${deployment} was scaled to 0.`, wanted: 'never 0 replicas', observed: 'replicas: 0', evidence: { kind: 'moment', moment }, ...placeOf(trial, 'Deployment', deployment, 'spec.replicas') }
    },
  }
}

/** Whoever is left in the end was there at the peak, and was never restarted. Which peak: the first, where nothing was asked for anew after it. */
export function remainingAreUntouched(wanted: PeakWanted): Expectation {
  const { deployment } = wanted
  return {
    id: `remaining-${deployment}`,
    title: 'None of the Pods that remain was replaced',
    needs: [`peak-${deployment}`, ...(wanted.needs ?? [])],
    check: (trial) => {
      const { first: earliest, last, raised } = peaksOf(trial, wanted)
      const there = new Map(((raised ? last : earliest)?.pods ?? []).map((pod) => [pod.metadata.uid, restarts(pod)]))
      const left = podsOf(trial.end, deployment).filter((pod) => pod.metadata.deletionTimestamp === undefined)
      const fresh = left.filter((pod) => there.get(pod.metadata.uid) !== restarts(pod))
      const [first] = fresh
      if (first === undefined) return { met: true, message: `All ${left.length} that remain were there at the peak.` }
      const message = `${namesOf(fresh.map((pod) => pod.metadata.name))} ${fresh.length === 1 ? 'was' : 'were'} made or restarted after the peak. Scaling down only takes Pods away; those that stay are the same as before.`
      const made = trial.film.find(({ type, object }) => type === 'ADDED' && object.metadata.uid === first.metadata.uid)
      return { met: false, message, wanted: 'the same Pods as at the peak', observed: `${fresh.length} of ${left.length} new`, evidence: { kind: 'moment', moment: momentAt(trial, made?.at ?? trial.end.now, `Pod ${first.metadata.name} is made`) } }
    },
  }
}

function restarts(pod: Pod): number {
  return (pod.status?.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0)
}

function seconds(trial: Trial, at: number): string {
  return ((at - trial.start.now) / 1000).toFixed(1)
}
