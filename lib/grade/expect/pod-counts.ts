import type { Cluster } from '@/lib/cluster/cluster'
import { epochOf } from '@/lib/cluster/open'
import type { ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { Pod } from '@/lib/kube/core/v1.generated'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import type { Expectation, Outcome } from '../exercise'
import { momentAt, pictures, sayPicture, type Picture } from '../film'
import { deploymentOf, isReady, objectAt } from '../observe'
import { placeOfMoment } from '../place-of'
import type { Trial } from '../trial'
import { count } from './words'

interface Bound {
  readonly deployment: string
  readonly needs?: readonly string[]
  /** From which time of the cluster on the bound holds; absent: all the time; undefined: never. */
  readonly since?: (trial: Trial) => number | undefined
  /** What this is for, behind the numbers. */
  readonly because: string
}

/** At every change of the trial, so many Pods of a Deployment are available: ready for `minReadySeconds`, and not terminating. */
export function neverFewerAvailable({ atLeast, ...bound }: Bound & { readonly atLeast: number }): Expectation {
  return {
    id: `available-${bound.deployment}`,
    title: `Never fewer than ${count(atLeast, 'Pod')} of ${bound.deployment} ${atLeast === 1 ? 'is' : 'are'} available`,
    ...(bound.needs === undefined ? {} : { needs: bound.needs }),
    check: (trial) => {
      const counted = (picture: Picture, pods: readonly Pod[]) => pods.filter((pod) => isAvailable(pod, picture, trial.start)).length
      return watchCount(trial, bound, counted, (number) => number < atLeast, { wanted: `at least ${atLeast} available`, what: (number) => `${count(number, 'Pod')} of ${bound.deployment} ${number === 1 ? 'was' : 'were'} available`, kept: (worst) => `Never fewer than ${worst} were available.` }, Math.min)
    },
  }
}

/** At every change of the trial, a Deployment has at most so many Pods that are not terminating. */
export function neverMorePods({ atMost, ...bound }: Bound & { readonly atMost: number }): Expectation {
  return {
    id: `at-most-${bound.deployment}`,
    title: `Never more than ${atMost} Pods of ${bound.deployment}, those that terminate not counted`,
    ...(bound.needs === undefined ? {} : { needs: bound.needs }),
    check: (trial) => {
      const counted = (_: Picture, pods: readonly Pod[]) => pods.filter((pod) => isActive(pod)).length
      return watchCount(trial, bound, counted, (number) => number > atMost, { wanted: `at most ${atMost} Pods`, what: (number) => `${bound.deployment} had ${count(number, 'Pod')} that were not terminating`, kept: (worst) => `Never more than ${worst} at a time.` }, Math.max)
    },
  }
}

interface Words {
  readonly wanted: string
  readonly what: (number: number) => string
  readonly kept: (worst: number) => string
}

function watchCount(trial: Trial, bound: Bound, counted: (picture: Picture, pods: readonly Pod[]) => number, breaks: (number: number) => boolean, words: Words, worse: (a: number, b: number) => number): Outcome {
  const since = bound.since === undefined ? trial.start.now : bound.since(trial)
  let worst: number | undefined
  for (const picture of pictures(trial)) {
    if (since === undefined || picture.at < since) continue
    const number = counted(picture, podsIn(picture.objects, bound.deployment, trial))
    worst = worst === undefined ? number : worse(worst, number)
    if (!breaks(number)) continue
    const moment = momentAt(trial, picture.at, sayPicture(picture) ?? 'the start')
    const message = `${(moment.atMs / 1000).toFixed(1)} s after the start ${words.what(number)}: ${moment.say}. ${bound.because}`
    return { met: false, message, wanted: words.wanted, observed: words.what(number), evidence: { kind: 'moment', moment }, ...placeOfMoment(trial, moment, 'Deployment') }
  }
  return { met: true, message: words.kept(worst ?? 0) }
}

/** The Pods of a Deployment: those of its ReplicaSets, and those that nothing owns and that carry its labels (a Deployment deleted with its Pods left alone). */
function podsIn(objects: ReadonlyMap<ObjectKey, KubeObject>, deployment: string, trial: Trial): Pod[] {
  const labels = Object.entries(deploymentOf(trial.start, deployment)?.spec.selector.matchLabels ?? {})
  const found: Pod[] = []
  for (const [key, object] of objects) {
    if (!key.startsWith('/pods/default/')) continue
    const pod = object as Pod
    const owner = deploymentNameOf(pod, objects)
    const fits = owner === undefined && labels.length > 0 && labels.every(([label, value]) => pod.metadata.labels?.[label] === value)
    if (owner === deployment || fits) found.push(pod)
  }
  return found
}

function replicaSetOf(pod: Pod, objects: ReadonlyMap<ObjectKey, KubeObject>): ReplicaSet | undefined {
  const name = pod.metadata.ownerReferences?.find(({ kind, controller }) => kind === 'ReplicaSet' && controller === true)?.name
  return name === undefined ? undefined : (objects.get(`apps/replicasets/default/${name}`) as ReplicaSet | undefined)
}

function deploymentNameOf(pod: Pod, objects: ReadonlyMap<ObjectKey, KubeObject>): string | undefined {
  return replicaSetOf(pod, objects)?.metadata.ownerReferences?.find(({ kind }) => kind === 'Deployment')?.name
}

/** As the ReplicaSet controller counts it (podutil.IsPodAvailable): by its own minReadySeconds. Those of a Pod that was given ready have passed long ago. */
export function isAvailable(pod: Pod, { at, objects }: Picture, start: Cluster): boolean {
  if (!isReady(pod)) return false
  const seconds = replicaSetOf(pod, objects)?.spec.minReadySeconds ?? 0
  const since = readySince(pod)
  if (seconds === 0 || since === undefined) return seconds === 0
  const { name, namespace, uid } = pod.metadata
  const given = objectAt(start, '', 'pods', name, namespace) as Pod | undefined
  if (given?.metadata.uid === uid && isReady(given) && readySince(given) === since) return true
  return at >= Date.parse(since) - epochOf(start) + seconds * 1000
}

function readySince({ status }: Pod): string | undefined {
  return status?.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime ?? undefined
}

function isActive(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp === undefined && pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed'
}
