import { advance, nextDueAt } from '@/lib/cluster/advance'
import type { Cluster } from '@/lib/cluster/cluster'
import { runtimeOf } from '@/lib/cluster/kubelet/runtime'
import { epochOf, openCluster } from '@/lib/cluster/open'
import type { Working } from '@/lib/cluster/working/working'
import type { ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { Job } from '@/lib/kube/batch/v1.generated'
import type { ContainerStatus, Pod } from '@/lib/kube/core/v1.generated'
import type { KubeObject } from '@/lib/kube/object'

/** How long nothing may have changed, and how long the recorder waited for a Pod that gets nowhere, in simulated milliseconds. */
const quietMs = 500
const patienceMs = 8_000
/** How often it looked. */
const lookMs = 100
/** The recorder's runtime knew when a process would end: one that ends so soon is under way. */
const soonMs = 1_000
/** So long a state is waited for. */
const waitMs = 120_000

/** Why a container waits that has got as far as it gets. */
const stuck = new Set(['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'ErrImageNeverPull', 'CreateContainerConfigError', 'CreateContainerError', 'RunContainerError'])
/** Kinds that change by themselves all the time, or only tell of others. */
const uncounted = new Set(['Event', 'Lease', 'Node'])

/**
 * Lets a cluster come to rest as the recorder of transcripts did: nothing has changed for half a second, and no Pod, Job or ReplicaSet is under way;
 * at most `limitMs`. What it took for being under way is read from the ages it recorded: a crashing Pod until its second restart, one that
 * is not ready for eight seconds, one that is being deleted not at all.
 */
export function comeToRest(cluster: Cluster, limitMs: number): Cluster {
  const until = cluster.now + limitMs
  let here = cluster
  while (here.now < until) {
    if (isUnderWay(here)) {
      here = advance(here, Math.min(until, here.now + lookMs, Math.max(here.now + 1, nextDueAt(here) ?? until)))
      continue
    }
    const changes: KubeObject[] = []
    const later = advance(here, Math.min(until, here.now + quietMs), (change) => {
      if (!uncounted.has(change.object.kind)) changes.push(change.object)
    })
    here = later
    if (changes.length === 0) return here
  }
  return here
}

const counts: Readonly<Record<string, number>> = { once: 1, twice: 2, three: 3, four: 4, five: 5 }

/** Waits as the recorder did for a container that has been started again so often, and then runs or is down. For any other state it waits for rest. */
export function waitUntil(cluster: Cluster, state: string, limitMs: number): Cluster {
  const [, name = '', count = '', end] = /container of (?:Pod )?(\S+) has been started again (\w+)(?: times)? and (runs|is down)$/.exec(state) ?? []
  if (end === undefined) return comeToRest(cluster, limitMs)
  const wanted = counts[count] ?? Number.parseInt(count, 10)
  const holds = ({ restartCount, state: now }: ContainerStatus) => restartCount >= wanted && (now?.running !== undefined) === (end === 'runs')
  const isThere = (here: Cluster) => [...here.objects.values()].some((object) => object.kind === 'Pod' && object.metadata.name.startsWith(name) && (object as unknown as Pod).status?.containerStatuses?.some(holds) === true)
  let here = cluster
  while (!isThere(here)) {
    const due = nextDueAt(here)
    if (due === undefined || due > cluster.now + waitMs) return here
    here = advance(here, Math.max(here.now + 1, due))
  }
  return here
}

function isUnderWay(cluster: Cluster): boolean {
  const objects = [...cluster.objects.values()]
  const working = openCluster(cluster)
  const now = cluster.now + epochOf(cluster)
  return objects.some((object) => {
    if (object.metadata.deletionTimestamp !== undefined) return false
    if (object.kind === 'Pod') return isEndingSoon(working, object as unknown as Pod) || isPodUnderWay(object as unknown as Pod, now)
    if (object.kind === 'ReplicaSet') return isReplicaSetUnderWay(object as unknown as ReplicaSet, now)
    return object.kind === 'Job' && isJobUnderWay(object as unknown as Job, now)
  })
}

function isEndingSoon(working: Working, { metadata }: Pod): boolean {
  const containers = runtimeOf(working, metadata.uid)?.containers ?? []
  return containers.some(({ phase, process }) => phase === 'running' && (process?.endsAt ?? Infinity) < working.now + soonMs)
}

function ageOf({ metadata }: { readonly metadata: { readonly creationTimestamp?: unknown } }, now: number): number {
  return now - Date.parse(String(metadata.creationTimestamp))
}

function isPodUnderWay(pod: Pod, now: number): boolean {
  const { status = {}, spec } = pod
  if (status.phase === 'Succeeded' || status.phase === 'Failed') return false
  const of = (type: string) => status.conditions?.find((condition) => condition.type === type)?.status
  if (of('PodScheduled') === 'False' || of('Ready') === 'True') return false
  const containers = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]
  if (spec.restartPolicy !== 'Never' && containers.some(isCrashing)) return true
  if (containers.some(({ state }) => stuck.has(state?.waiting?.reason ?? ''))) return false
  return ageOf(pod, now) < patienceMs
}

/** It ended and comes back, and has not come back twice. */
function isCrashing({ state, restartCount }: ContainerStatus): boolean {
  const failed = (state?.terminated?.exitCode ?? 0) !== 0 || state?.waiting?.reason === 'CrashLoopBackOff'
  return failed && restartCount < 2
}

function isReplicaSetUnderWay(set: ReplicaSet, now: number): boolean {
  const { replicas, observedGeneration = 0, conditions = [] } = set.status ?? { replicas: 0 }
  if (observedGeneration < (set.metadata.generation ?? 0)) return true
  return replicas !== set.spec.replicas && !conditions.some(({ type, status }) => type === 'ReplicaFailure' && status === 'True') && ageOf(set, now) < patienceMs
}

function isJobUnderWay(job: Job, now: number): boolean {
  const { conditions = [], active = 0 } = job.status ?? {}
  return job.spec.suspend !== true && active === 0 && !conditions.some(({ status }) => status === 'True') && ageOf(job, now) < patienceMs
}
