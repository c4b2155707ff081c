import type { SceneTable, SceneView } from '@/lib/course/scene'
import { deploymentOf, isReady, pods, replicaSetsOf } from '@/lib/grade/observe'

type Pod = ReturnType<typeof pods>[number]

/** One control loop: what it wants, what it sees, and what it does next because of the difference. */
interface Loop {
  readonly who: string
  readonly desired: string
  readonly observed: string
  /** Absent: there is nothing to do. */
  readonly next?: string
}

const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`
const isLeaving = (pod: Pod) => pod.metadata.deletionTimestamp !== undefined

export const setOf = (view: SceneView) => replicaSetsOf(view, 'web')[0]
/** The Pods that carry the label that the ReplicaSet selects by. */
export const labelled = (view: SceneView) => pods(view, 'default').filter((pod) => pod.metadata.labels?.['app'] === 'web')
/** The Pods that are the ReplicaSet's own: it is their controller, and they are not leaving. */
export const owned = (view: SceneView) => pods(view, 'default').filter((pod) => !isLeaving(pod) && ownerOf(pod) !== undefined && ownerOf(pod) === setOf(view)?.metadata.uid)
/** A Pod that was relabelled and that nobody owns. */
export const lost = (view: SceneView) => pods(view, 'default').find((pod) => !isLeaving(pod) && pod.metadata.labels?.['app'] !== 'web')

function ownerOf(pod: Pod): string | undefined {
  return pod.metadata.ownerReferences?.find(({ controller }) => controller === true)?.uid
}

function deploymentLoop(view: SceneView): Loop {
  const wanted = deploymentOf(view, 'web')?.spec.replicas ?? 0
  const set = setOf(view)
  const desired = `a ReplicaSet of ${wanted}`
  if (set === undefined) return { who: 'Deployment', desired, observed: 'none', next: 'makes the ReplicaSet' }
  const observed = `one of ${set.spec.replicas}`
  return set.spec.replicas === wanted ? { who: 'Deployment', desired, observed } : { who: 'Deployment', desired, observed, next: `scales it to ${wanted}` }
}

function replicaSetLoop(view: SceneView): Loop {
  const who = 'ReplicaSet'
  const set = setOf(view)
  if (set === undefined) return { who, desired: '–', observed: '–' }
  const desired = count(set.spec.replicas, 'Pod')
  const own = owned(view)
  const counted = own.filter((pod) => pod.metadata.labels?.['app'] === 'web')
  const orphan = labelled(view).find((pod) => !isLeaving(pod) && pod.metadata.ownerReferences === undefined)
  const observed = count(counted.length, 'Pod')
  const difference = set.spec.replicas - counted.length - (orphan === undefined ? 0 : 1)
  const deeds = [
    ...(counted.length < own.length ? ['lets go of the relabelled Pod'] : []),
    ...(orphan === undefined ? [] : ['takes on the Pod with its label']),
    ...(difference > 0 ? [`makes ${count(difference, 'Pod')}`] : []),
    ...(difference < 0 ? [`deletes ${count(-difference, 'Pod')}`] : []),
  ]
  return deeds.length === 0 ? { who, desired, observed } : { who, desired, observed, next: deeds.join(', ') }
}

function schedulerLoop(view: SceneView): Loop {
  const waiting = pods(view, 'default').filter((pod) => pod.spec.nodeName === undefined && !isLeaving(pod)).length
  const loop = { who: 'scheduler', desired: 'a node for each', observed: waiting === 0 ? 'all have one' : `${waiting} without` }
  return waiting === 0 ? loop : { ...loop, next: 'chooses a node' }
}

function kubeletLoop(view: SceneView): Loop {
  const placed = pods(view, 'default').filter((pod) => pod.spec.nodeName !== undefined)
  const leaving = placed.filter(isLeaving).length
  const starting = placed.filter((pod) => !isLeaving(pod) && !isReady(pod)).length
  const ready = placed.length - leaving - starting
  const deeds = [...(starting > 0 ? [`starts ${count(starting, 'Pod')}`] : []), ...(leaving > 0 ? [`stops ${count(leaving, 'Pod')}`] : [])]
  const loop = { who: 'kubelet', desired: 'its Pods ready', observed: `${ready} of ${placed.length - leaving}` }
  return deeds.length === 0 ? loop : { ...loop, next: deeds.join(', ') }
}

export function loops(view: SceneView): readonly Loop[] {
  return [deploymentLoop(view), replicaSetLoop(view), schedulerLoop(view), kubeletLoop(view)]
}

export function loopTable(view: SceneView): SceneTable {
  return {
    columns: ['wants', 'sees', 'does next'],
    rows: loops(view).map(({ who, desired, observed, next }) => ({ label: who, cells: [desired, observed, next ?? 'nothing'], states: ['none', next === undefined ? 'ready' : 'pending', next === undefined ? 'none' : 'pending'] })),
  }
}
