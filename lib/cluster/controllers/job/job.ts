import type { Job, JobStatus } from '@/lib/kube/batch/v1.generated'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { objectKey, type KubeObject, type ObjectKey } from '@/lib/kube/object'
import { createObject, deleteObject } from '../../api/operations'
import { recordEvent } from '../../events'
import type { Controller, Working } from '../../working/working'
import { controllerOf } from '../claim'
import { definitionOf } from '../definition'
import { podFromTemplate } from '../pod-from-template'
import { isPod, isPodActive, isPodFinished, isPodReady, isPodTerminating, simulatedTime } from '../pod-state'
import { releaseOrphans, removeFinalizer } from './finalizer'
import { backoffExceeded, component, deadlineExceeded, endingOf, isFinished, manager, reached, recordEnding, withCondition, withSuspension, writeJobStatus, type Ending } from './status'
import { trackingFinalizer } from './tracking-finalizer'

const latencyMs = 10
/** After a failure the next Pod waits: 10 s, then twice as long each time, at most 10 min (DefaultJobPodFailureBackOff, MaxJobPodFailureBackOff). */
const backoffMs = { first: 10_000, most: 600_000 }

/** Runs Pods until enough of them have succeeded (pkg/controller/job). Keys are the Jobs'. */
export const jobController: Controller = {
  name: 'job',
  watches: ['batch/jobs', '/pods'],
  observe(change, _before, _working, enqueue) {
    if (change.object.kind === 'Job') {
      enqueue(change.key, latencyMs)
      return
    }
    const name = jobOf(change.object)
    if (name !== undefined) enqueue(objectKey('batch', 'jobs', change.object.metadata.namespace ?? '', name), latencyMs)
  },
  reconcile(working, key) {
    const job = working.get(key as ObjectKey) as Job | undefined
    releaseOrphans(working, key as ObjectKey, job?.metadata.uid)
    if (job === undefined) return undefined
    return isFinished(job) ? expire(working, key as ObjectKey, job) : syncJob(working, job)
  },
  // A Job that waits after a failure, for its deadline or for its removal is at rest.
  pends: () => false,
}

/** The Job that a Pod belongs to, or that has left it behind. */
function jobOf(pod: KubeObject): string | undefined {
  const owner = controllerOf(pod)
  if (owner !== undefined) return owner.kind === 'Job' ? owner.name : undefined
  return pod.metadata.finalizers?.includes(trackingFinalizer) === true ? pod.metadata.labels?.['batch.kubernetes.io/job-name'] : undefined
}

/** A finished Job goes after ttlSecondsAfterFinished (pkg/controller/ttlafterfinished). */
function expire(working: Working, key: ObjectKey, job: Job): number | undefined {
  const ttl = job.spec.ttlSecondsAfterFinished
  if (ttl === undefined) return undefined
  const ended = job.status?.completionTime ?? job.status?.conditions?.at(-1)?.lastTransitionTime
  const at = simulatedTime(working, ended) + ttl * 1000
  if (working.now < at) return at
  deleteObject(working, key, { manager, propagationPolicy: 'Foreground' })
  return undefined
}

interface Counted {
  readonly pods: readonly Pod[]
  readonly active: readonly Pod[]
  readonly succeeded: number
  readonly failed: number
  /** Finished, and still held by our finalizer until they are counted. */
  readonly fresh: readonly Pod[]
}

function syncJob(working: Working, job: Job): number | undefined {
  const pods = working.list(`owner:${job.metadata.uid}`).filter(isPod)
  const noted = notedOf(job)
  if (noted.succeeded.length + noted.failed.length > 0) {
    countNoted(working, job, pods, noted)
    return working.now + latencyMs
  }
  const counted = count(job, pods)
  const ending = endingOf(job) ?? decideEnding(working, job, counted)
  return ending === undefined ? keepRunning(working, job, counted) : end(working, job, counted, ending)
}

function count({ status = {} }: Job, pods: readonly Pod[]): Counted {
  const fresh = pods.filter((pod) => isPodFinished(pod) && pod.metadata.finalizers?.includes(trackingFinalizer) === true)
  const of = (phase: string) => fresh.filter((pod) => pod.status?.phase === phase).length
  return { pods, active: pods.filter(isPodActive), succeeded: (status.succeeded ?? 0) + of('Succeeded'), failed: (status.failed ?? 0) + of('Failed'), fresh }
}

interface Noted {
  readonly succeeded: readonly string[]
  readonly failed: readonly string[]
}

/** Finished Pods that the status has noted and not counted yet, by uid. */
function notedOf({ status }: Job): Noted {
  const { succeeded = [], failed = [] } = status?.uncountedTerminatedPods ?? {}
  return { succeeded, failed }
}

/** Takes the finalizer off Pods that the status has noted, and then counts them for good. */
function countNoted(working: Working, job: Job, pods: readonly Pod[], noted: Noted): void {
  const tracked = new Set([...noted.succeeded, ...noted.failed])
  for (const pod of pods) if (tracked.has(pod.metadata.uid)) removeFinalizer(working, pod)
  const { uncountedTerminatedPods: _, ...status } = job.status ?? {}
  const succeeded = (status.succeeded ?? 0) + noted.succeeded.length
  const failed = (status.failed ?? 0) + noted.failed.length
  const next = { ...status, ...(succeeded === 0 ? {} : { succeeded }), ...(failed === 0 ? {} : { failed }), uncountedTerminatedPods: {} }
  const ending = endingOf(job)
  const left = pods.some((pod) => isPodActive(pod) || isPodTerminating(pod))
  writeJobStatus(working, job, ending === undefined || left ? next : finalStatus(working, job, next, ending))
}

function finalStatus(working: Working, job: Job, status: JobStatus, ending: Ending): JobStatus {
  recordEnding(working, job, ending)
  const ended = withCondition(working, status, ending.type, ending)
  return ending.type === 'Complete' ? { ...ended, completionTime: working.timestamp() } : ended
}

function decideEnding(working: Working, job: Job, { active, pods, succeeded, failed }: Counted): Ending | undefined {
  const { completions, backoffLimit = 6 } = job.spec
  if (deadlineOf(working, job) <= working.now) return deadlineExceeded
  const restarts = job.spec.template.spec.restartPolicy === 'OnFailure' ? restartsOf(pods) : 0
  if (failed > backoffLimit || (restarts > 0 && restarts >= backoffLimit)) return backoffExceeded
  if (completions === undefined) return succeeded > 0 && active.length === 0 ? reached : undefined
  return succeeded >= completions ? reached : undefined
}

/** When the Job has run for as long as it may; Infinity without a limit, before it has started, or while it is suspended. */
function deadlineOf(working: Working, { spec: { activeDeadlineSeconds, suspend }, status }: Job): number {
  const started = status?.startTime
  return activeDeadlineSeconds === undefined || started === undefined || suspend === true ? Infinity : simulatedTime(working, started) + activeDeadlineSeconds * 1000
}

function restartsOf(pods: readonly Pod[]): number {
  return pods.flatMap((pod) => pod.status?.containerStatuses ?? []).reduce((sum, status) => sum + status.restartCount, 0)
}

/** How many Pods should be running now. */
function wantedPods({ spec: { completions, parallelism = 1, suspend = false } }: Job, { active, succeeded }: Counted): number {
  if (suspend) return 0
  const left = completions === undefined ? (succeeded > 0 ? active.length : parallelism) : completions - succeeded
  return Math.min(parallelism, left)
}

function keepRunning(working: Working, job: Job, counted: Counted): number | undefined {
  const { active } = counted
  const wanted = wantedPods(job, counted)
  const waitUntil = backoffEnd(working, job, counted)
  const isManaged = job.metadata.deletionTimestamp === undefined
  const made = isManaged ? adjustPods(working, job, active, wanted, waitUntil) : 0
  const status = withCounts(working, job, counted, Math.min(active.length, wanted) + made)
  writeJobStatus(working, job, isManaged ? withSuspension(working, job, status) : status)
  const next = Math.min(waitUntil > working.now ? waitUntil : Infinity, deadlineOf(working, job))
  return next === Infinity ? undefined : next
}

/** Removes Pods that are too many, or creates missing ones; returns how many it created. */
function adjustPods(working: Working, job: Job, active: readonly Pod[], wanted: number, waitUntil: number): number {
  for (const pod of active.slice(wanted)) removePod(working, job, pod)
  let made = 0
  if (working.now >= waitUntil) for (let missing = wanted - active.length; missing > 0; missing--) if (createPod(working, job)) made++
  return made
}

function backoffEnd(working: Working, job: Job, { fresh }: Counted): number {
  const failures = working.table<{ readonly count: number; readonly at: number }>('job-failures')
  const known = failures.get(job.metadata.uid)
  const more = fresh.filter((pod) => pod.status?.phase === 'Failed').length
  if (more > 0) failures.set(job.metadata.uid, { count: (known?.count ?? 0) + more, at: working.now })
  const last = failures.get(job.metadata.uid)
  return last === undefined ? 0 : last.at + Math.min(backoffMs.first * 2 ** (last.count - 1), backoffMs.most)
}

/** Counts of 0 are left out but for `terminating` and `ready`; finished Pods are noted before they are counted, so that none is counted twice. */
function withCounts(working: Working, job: Job, { active, pods, fresh }: Counted, activeNow: number): JobStatus {
  const { active: _, uncountedTerminatedPods: _noted, ...rest } = job.status ?? {}
  const of = (phase: string) => fresh.filter((pod) => pod.status?.phase === phase).map((pod) => pod.metadata.uid)
  const [succeeded, failed] = [of('Succeeded'), of('Failed')]
  return {
    ...rest,
    ...(job.spec.suspend === true ? {} : { startTime: rest.startTime ?? working.timestamp() }),
    ...(activeNow === 0 ? {} : { active: activeNow }),
    terminating: pods.filter(isPodTerminating).length,
    ready: active.filter(isPodReady).length,
    uncountedTerminatedPods: { ...(succeeded.length === 0 ? {} : { succeeded }), ...(failed.length === 0 ? {} : { failed }) },
  }
}

function end(working: Working, job: Job, counted: Counted, ending: Ending): number | undefined {
  for (const pod of counted.active) removePod(working, job, pod)
  const status = withCounts(working, job, counted, 0)
  const decided = endingOf(job) === undefined ? withCondition(working, status, ending.target, ending) : status
  const busy = counted.fresh.length > 0 || counted.pods.some((pod) => isPodActive(pod) || isPodTerminating(pod))
  writeJobStatus(working, job, busy || endingOf(job) === undefined ? decided : finalStatus(working, job, decided, ending))
  return endingOf(job) === undefined ? working.now + latencyMs : undefined
}

function createPod(working: Working, job: Job): boolean {
  const { template } = job.spec
  const result = createObject(working, definitionOf('v1', 'Pod'), podFromTemplate(job, template, { finalizers: [trackingFinalizer] }), { manager })
  const told = result.ok
    ? ({ type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${result.object.metadata.name}` } as const)
    : ({ type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${result.status.message ?? ''}` } as const)
  recordEvent(working, job, { ...told, component })
  return result.ok
}

function removePod(working: Working, job: Job, pod: Pod): void {
  const { name, namespace = '', uid } = pod.metadata
  removeFinalizer(working, pod)
  if (!deleteObject(working, objectKey('', 'pods', namespace, name), { manager, preconditions: { uid } }).ok) return
  recordEvent(working, job, { type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted pod: ${name}`, component })
}
