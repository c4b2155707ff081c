import type { ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { Expectation, Outcome } from '../exercise'
import { deploymentOf, replicaSetsOf } from '../observe'
import { placeOf } from '../place-of'
import type { Trial } from '../trial'
import { imagesOf } from './pod-trouble'
import { count } from './words'

const revisionKey = 'deployment.kubernetes.io/revision'

interface UpdatedWanted {
  readonly deployment: string
  readonly image: string
  readonly replicas: number
  readonly needs: readonly string[]
}

/** The rollout has ended: the ReplicaSet of the new image has all Pods, the one that was there is kept and has none. */
export function replicaSetsAfterUpdate(wanted: UpdatedWanted): Expectation {
  return {
    id: `replicasets-${wanted.deployment}`,
    title: `A new ReplicaSet has the ${wanted.replicas} Pods; the old one is kept, with none`,
    needs: wanted.needs,
    check: (trial) => notUpdated(trial, wanted) ?? { met: true, message: `The new ReplicaSet has ${wanted.replicas} Pods, the old one 0.` },
  }
}

function notUpdated(trial: Trial, { deployment, image, replicas }: UpdatedWanted): Outcome | undefined {
  const sets = replicaSetsOf(trial.end, deployment)
  const trouble = newSetTrouble(sets, deployment, image, replicas) ?? oldSetTrouble(sets, replicaSetsOf(trial.start, deployment))
  if (trouble === undefined) return undefined
  return { met: false, message: trouble.say, wanted: `${image} at ${replicas}, the old one at 0`, observed: sizes(sets), ...placeOf(trial, 'Deployment', deployment, trouble.field) }
}

interface Trouble {
  readonly say: string
  readonly field: string
}

function newSetTrouble(sets: readonly ReplicaSet[], deployment: string, image: string, replicas: number): Trouble | undefined {
  const fresh = sets.find((set) => imagesOf(set.spec.template.spec.containers).includes(image) && set.spec.replicas > 0)
  if (fresh === undefined) return { say: `No ReplicaSet of ${deployment} with ${image} has Pods.`, field: 'spec.template.spec.containers[0].image' }
  const ready = fresh.status?.readyReplicas ?? 0
  if (fresh.spec.replicas === replicas && ready === replicas) return undefined
  return { say: `${fresh.metadata.name}, the ReplicaSet with ${image}, should have ${replicas} ready Pods and has ${ready} of ${fresh.spec.replicas}.`, field: 'spec.replicas' }
}

function oldSetTrouble(sets: readonly ReplicaSet[], before: readonly ReplicaSet[]): Trouble | undefined {
  for (const old of before) {
    const after = sets.find((set) => set.metadata.uid === old.metadata.uid)
    if (after === undefined) return { say: `${old.metadata.name}, the ReplicaSet of before, is gone: without it there is nothing to go back to.`, field: 'spec.revisionHistoryLimit' }
    const left = Math.max(after.spec.replicas, after.status?.replicas ?? 0)
    if (left > 0) return { say: `${after.metadata.name}, the ReplicaSet of before, still has ${count(left, 'Pod')}.`, field: 'spec.template' }
  }
  return undefined
}

/** A Deployment's history goes on: its revision is at least this. */
export function reachesRevision(deployment: string, revision: number, because: string, needs: readonly string[]): Expectation {
  return {
    id: `revision-${deployment}`,
    title: `The history of ${deployment} goes on: revision ${revision}`,
    needs,
    check: ({ end }) => {
      const seen = Number(deploymentOf(end, deployment)?.metadata.annotations?.[revisionKey] ?? 0)
      if (seen >= revision) return { met: true, message: `${deployment} is at revision ${seen}.`, observed: `revision ${seen}` }
      return { met: false, message: `${deployment} is at revision ${seen}. ${because}`, wanted: `revision ${revision}`, observed: `revision ${seen}` }
    },
  }
}

function sizes(sets: readonly ReplicaSet[]): string {
  return sets.map((set) => `${imagesOf(set.spec.template.spec.containers).join(' + ')} at ${set.spec.replicas}`).join(', ')
}
