import { resolveFenceposts } from '@/lib/cluster/controllers/deployment/limits'
import { imageOf, shortName } from '@/lib/cluster/images/catalogue'
import type { Change, Cluster } from '@/lib/cluster/cluster'
import type { ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { isEqual } from '@/lib/kube/equality'
import { scaledAmount } from '@/lib/kube/int-or-string'
import { objectKey } from '@/lib/kube/object'
import type { Mistake } from './exercise'
import { imagesOf } from './expect/pod-trouble'
import { namesOf } from './expect/words'
import { firstChange } from './film'
import { deploymentOf, objectAt, objectsOfResource, pods, podsOf, replicaSetsOf } from './observe'
import { placeInStep, placeOf } from './place-of'
import type { Trial } from './trial'

/** The Deployment that was given is gone, or another has its name. */
export function deletedDeployment(id: string, deployment: string, message: string): Mistake {
  return {
    id,
    recognise: (trial) => {
      const gone = firstChange(trial, objectKey('apps', 'deployments', 'default', deployment), ({ type }) => type === 'DELETED')
      if (gone === undefined) return undefined
      const uid = gone.before?.metadata.uid
      const by = trial.steps.find(({ before, applied }) => deploymentOf(before, deployment)?.metadata.uid === uid && deploymentOf(applied, deployment)?.metadata.uid !== uid)
      return { message, ...(by === undefined ? placeOf(trial, 'Deployment', deployment, '') : { at: placeInStep(by.step, 'Deployment', '') }) }
    },
  }
}

/** The template names an image that no registry here has. */
export function unknownImage(deployment: string, words: (image: string) => string): Mistake {
  return {
    id: 'unknown-image',
    recognise: (trial) => {
      const unknown = imagesOf(deploymentOf(trial.end, deployment)?.spec.template.spec.containers).find((image) => imageOf(image) === undefined)
      return unknown === undefined ? undefined : { message: words(unknown), ...placeOf(trial, 'Deployment', deployment, 'spec.template.spec.containers[0].image') }
    },
  }
}

/** Whether a part of a Deployment's spec is another than the one that was given. */
export function hasChanged(trial: Pick<Trial, 'start' | 'end'>, deployment: string, part: 'template' | 'strategy'): boolean {
  return !isEqual(deploymentOf(trial.start, deployment)?.spec[part], deploymentOf(trial.end, deployment)?.spec[part])
}

/** The Deployment asks for another number of Pods. */
export function wrongReplicas(deployment: string, wanted: number, words: (seen: number) => string): Mistake {
  return {
    id: 'wrong-replicas',
    recognise: (trial) => {
      const seen = deploymentOf(trial.end, deployment)?.spec.replicas
      return seen === undefined || seen === wanted ? undefined : { message: words(seen), ...placeOf(trial, 'Deployment', deployment, 'spec.replicas') }
    },
  }
}

/** A ReplicaSet of the Deployment was changed by hand: the Deployment put it back. */
export function editedReplicaSet(deployment: string, words: (set: string, by: number) => string): Mistake {
  return {
    id: 'replicaset-edited',
    recognise: (trial) => {
      for (const set of replicaSetsOf(trial.start, deployment)) {
        const wanted = deploymentOf(trial.start, deployment)?.spec.replicas
        const key = objectKey('apps', 'replicasets', 'default', set.metadata.name)
        const edited = firstChange(trial, key, (change, before) => isByHand(trial, change, before as ReplicaSet | undefined))
        if (edited !== undefined && deploymentOf(trial.end, deployment)?.spec.replicas === wanted) return { message: words(set.metadata.name, (edited.change.object as ReplicaSet).spec.replicas), ...placeOf(trial, 'ReplicaSet', set.metadata.name, 'spec.replicas') }
      }
      return undefined
    },
  }
}

/** Whether a ReplicaSet got another size in the moment a step ran its command, before any controller had its turn. */
function isByHand(trial: Trial, { at, object, resourceVersion }: Change, before: ReplicaSet | undefined): boolean {
  if (before === undefined || before.spec.replicas === (object as ReplicaSet).spec.replicas) return false
  return trial.steps.some((step) => at === step.before.now && resourceVersion > step.before.resourceVersion && resourceVersion <= step.applied.resourceVersion)
}

/** Pods (or ReplicaSets) of the Deployment's name were made instead of the Deployment. */
export function withoutDeployment(id: string, deployment: string, words: (kind: string, names: string) => string): Mistake {
  return {
    id,
    recognise: (trial) => {
      if (deploymentOf(trial.end, deployment) !== undefined) return undefined
      const given = new Set([...pods(trial.start), ...objectsOfResource(trial.start, 'apps', 'replicasets')].map(({ metadata }) => metadata.uid))
      for (const [kind, found] of [['ReplicaSet', objectsOfResource(trial.end, 'apps', 'replicasets')], ['Pod', pods(trial.end)]] as const) {
        const made = found.filter(({ metadata }) => !given.has(metadata.uid) && (metadata.ownerReferences ?? []).length === 0)
        const [first] = made
        if (first !== undefined) return { message: words(kind, namesOf(made.map(({ metadata }) => metadata.name))), ...placeOf(trial, kind, first.metadata.name, 'kind') }
      }
      return undefined
    },
  }
}

/** The template runs an image of the right sort and the wrong version. */
export function otherImage(deployment: string, wanted: string, words: (image: string) => string): Mistake {
  return {
    id: 'other-image',
    recognise: (trial) => {
      const images = imagesOf(deploymentOf(trial.end, deployment)?.spec.template.spec.containers)
      const [first] = images
      if (first === undefined || images.includes(shortName(wanted)) || imageOf(first) === undefined) return undefined
      return { message: words(namesOf(images)), ...placeOf(trial, 'Deployment', deployment, 'spec.template.spec.containers[0].image') }
    },
  }
}

/** The strategy lets more of the Pods be away at once than the task does. */
export function tooManyAway(id: string, deployment: string, replicas: number, atMost: number, words: (how: string) => string): Mistake {
  return {
    id,
    expectation: `available-${deployment}`,
    recognise: (trial) => {
      const object = deploymentOf(trial.end, deployment)
      if (object === undefined) return undefined
      const away = object.spec.strategy.rollingUpdate?.maxUnavailable ?? 0
      const recreates = object.spec.strategy.type === 'Recreate'
      if (!recreates && resolveFenceposts(object).unavailable <= atMost) return undefined
      const how = recreates ? 'Recreate takes every old Pod away before the first new one is made' : `maxUnavailable: ${String(away)} lets more than ${atMost} of ${replicas} Pods be away at once`
      return { message: words(how), ...placeOf(trial, 'Deployment', deployment, 'spec.strategy') }
    },
  }
}

/** The strategy adds more Pods at once than the task allows. */
export function tooManyMore(id: string, deployment: string, replicas: number, atMost: number, words: (surge: string) => string): Mistake {
  return {
    id,
    expectation: `at-most-${deployment}`,
    recognise: (trial) => {
      const surge = deploymentOf(trial.end, deployment)?.spec.strategy.rollingUpdate?.maxSurge ?? 0
      return scaledAmount(surge, replicas, 'up') <= atMost ? undefined : { message: words(String(surge)), ...placeOf(trial, 'Deployment', deployment, 'spec.strategy.rollingUpdate.maxSurge') }
    },
  }
}

/** Pods of a Deployment were deleted by hand. */
export function deletedPods(id: string, deployment: string, message: string): Mistake {
  return {
    id,
    recognise: (trial) => {
      const deleted = trial.steps.findLast(({ before, applied }) => deploymentOf(before, deployment)?.metadata.generation === deploymentOf(applied, deployment)?.metadata.generation && podsOf(before, deployment).some((pod) => isGoing(applied, pod) && !isGoing(before, pod)))
      if (deleted === undefined) return undefined
      return { message, at: placeInStep(deleted.step, 'Pod', '') }
    },
  }
}

function isGoing(cluster: Cluster, { metadata }: Pod): boolean {
  const now = objectAt(cluster, '', 'pods', metadata.name, metadata.namespace)
  return now?.metadata.uid !== metadata.uid || now.metadata.deletionTimestamp !== undefined
}
