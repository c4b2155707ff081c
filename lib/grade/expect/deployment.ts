import type { Cluster } from '@/lib/cluster/cluster'
import type { Deployment } from '@/lib/kube/apps/v1.generated'
import type { Pod } from '@/lib/kube/core/v1.generated'
import type { Expectation, Outcome } from '../exercise'
import { deploymentOf, isReady, objectsOfResource, podsOf } from '../observe'
import { placeOf } from '../place-of'
import type { Trial } from '../trial'
import { restartedWhenLeft } from './left-alone'
import { noneCalled } from './none-called'
import { imagesOf, troubleOf } from './pod-trouble'
import { count, namesOf } from './words'

/** A Deployment of this name is there. */
export function deploymentExists(name: string): Expectation {
  return {
    id: `deployment-${name}`,
    title: `There is a Deployment ${name}`,
    check: (trial) => {
      if (deploymentOf(trial.end, name) !== undefined) return { met: true, message: `Deployment ${name} is there.` }
      return noneCalled(trial, 'Deployment', name, objectsOfResource(trial.end, 'apps', 'deployments'))
    },
  }
}

interface ImageWanted {
  readonly deployment: string
  readonly image: string
  readonly insteadOf?: string
  readonly needs?: readonly string[]
}

/** A Deployment's template has a container of an image, in any of its spellings, and none any more of the one it comes instead of. */
export function templateRuns({ deployment, image, insteadOf = '', needs }: ImageWanted): Expectation {
  return {
    id: `image-${deployment}`,
    title: `The template of ${deployment} says ${image}`,
    needs: needs ?? [`deployment-${deployment}`],
    check: (trial) => {
      const images = imagesOf(deploymentOf(trial.end, deployment)?.spec.template.spec.containers)
      if (images.includes(image) && !images.includes(insteadOf)) return { met: true, message: `The template of ${deployment} says ${image}.` }
      return { met: false, message: `The template of ${deployment} says ${namesOf(images)}, and it should say ${image}.`, wanted: `image: ${image}`, observed: `image: ${namesOf(images)}`, ...placeOf(trial, 'Deployment', deployment, 'spec.template.spec.containers[0].image') }
    },
  }
}

interface AvailableWanted {
  readonly deployment: string
  readonly replicas: number
  /** So many are right as well. */
  readonly upTo?: number
  /** What all of them run; absent: anything. */
  readonly image?: string
  readonly needs?: readonly string[]
  /** Another expectation watches whether they stay so. */
  readonly momentary?: boolean
}

/** A Deployment wants so many Pods, has exactly those, and each is available. */
export function podsAvailable(wanted: AvailableWanted): Expectation {
  const { deployment, replicas, image } = wanted
  return {
    id: `pods-${deployment}`,
    title: `${count(replicas, 'Pod')} of ${deployment}${image === undefined ? '' : ` on ${image}`} ${replicas === 1 ? 'is' : 'are'} available`,
    needs: wanted.needs ?? [`deployment-${deployment}`],
    check: (trial) => countPods(trial, wanted) ?? { met: true, message: `${count(replicas, 'Pod')} of ${deployment} ${replicas === 1 ? 'is' : 'are'} available.`, observed: `${replicas} available` },
  }
}

interface Lack {
  readonly message: string
  readonly observed: string
  readonly field: string
}

function countPods(trial: Trial, wanted: AvailableWanted): Outcome | undefined {
  const { deployment: name, replicas: fewest } = wanted
  const deployment = deploymentOf(trial.end, name)
  if (deployment === undefined) return { met: false, message: `There is no Deployment ${name}.` }
  const lack = lackOf(trial.end, deployment, wanted) ?? (wanted.momentary === true ? undefined : willNotStay(trial.end, deployment))
  if (lack === undefined) return undefined
  const { message, observed, field } = lack
  return { met: false, message, wanted: `${fewest} available`, observed, evidence: { kind: 'object', object: { kind: 'Deployment', namespace: 'default', name }, say: message }, ...placeOf(trial, 'Deployment', name, field) }
}

function lackOf(end: Cluster, deployment: Deployment, { deployment: name, replicas: fewest, upTo = fewest, image }: AvailableWanted): Lack | undefined {
  const { replicas, paused } = deployment.spec
  if (!isBetween(replicas, fewest, upTo)) return { message: `Deployment ${name} asks for ${count(replicas, 'Pod')}, and it should ask for ${fewest}.`, observed: `replicas: ${replicas}`, field: 'spec.replicas' }
  const own = podsOf(end, name).filter((pod) => pod.metadata.deletionTimestamp === undefined)
  const other = image === undefined ? undefined : own.find((pod) => !imagesOf(pod.spec.containers).includes(image))
  const unready = own.find((pod) => !isReady(pod))
  const held = paused === true ? undefined : other
  const left = unready ?? held
  if (left !== undefined) return ofPod(end, deployment, left, left === unready ? undefined : image)
  if (other === undefined && isComplete(deployment, own)) return undefined
  return { message: notThere(end, deployment, own), observed: available(deployment), field: delayOf(deployment) }
}

function isComplete({ spec: { replicas }, status }: Deployment, own: readonly Pod[]): boolean {
  return own.length === replicas && (status?.availableReplicas ?? 0) === replicas
}

function ofPod(end: Cluster, deployment: Deployment, pod: Pod, image?: string): Lack {
  const { say, field } = troubleOf(end, pod, image)
  return { message: `${say}.`, observed: available(deployment), field }
}

/** The field that keeps Pods from becoming available though they are well. */
function delayOf({ spec: { paused, minReadySeconds = 0 } }: Deployment): string {
  if (paused === true) return 'spec.paused'
  return minReadySeconds > 0 ? 'spec.minReadySeconds' : 'spec'
}

/** A Pod whose liveness probe fails looks well until its next restart: so long it is watched. */
const lastsMs = 120_000

function willNotStay(end: Cluster, { metadata: { name }, spec }: Deployment): Lack | undefined {
  if (spec.template.spec.containers.every(({ livenessProbe }) => livenessProbe === undefined)) return undefined
  const restarted = restartedWhenLeft(end, name, lastsMs)
  if (restarted === undefined) return undefined
  const times = count(restarted.times, 'time')
  return { message: `${restarted.pod.metadata.name} does not stay available: left alone for ${lastsMs / 1000} s, its container is restarted ${times}, because its liveness probe fails.`, observed: `restarted ${times}`, field: 'spec.template.spec.containers[0].livenessProbe' }
}

function isBetween(number: number, least: number, most: number): boolean {
  return number >= least && number <= most
}

function available({ status }: Deployment): string {
  return `${status?.availableReplicas ?? 0} of ${status?.replicas ?? 0} available`
}

function notThere(end: Cluster, deployment: Deployment, own: readonly Pod[]): string {
  const { name } = deployment.metadata
  const { paused, minReadySeconds = 0, replicas } = deployment.spec
  const available = deployment.status?.availableReplicas ?? 0
  const failure = deployment.status?.conditions?.find(({ type, status }) => type === 'ReplicaFailure' && status === 'True')?.message
  if (failure !== undefined) return `${name} cannot make its Pods: ${failure}.`
  if (paused === true) return `The rollout of ${name} is paused, so its Pods are not brought to what the template says.`
  if (minReadySeconds > 0 && own.length === replicas) return `The Pods of ${name} are ready, and minReadySeconds: ${minReadySeconds} has not passed for all of them: ${available} are available.`
  if (own.length === 0) return `${name} has no Pod.`
  return `${name} has ${count(own.length, 'Pod')}, ${available} of them available at second ${(end.now / 1000).toFixed(0)}.`
}
