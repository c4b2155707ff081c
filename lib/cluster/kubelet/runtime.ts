import type { Pod, PodCondition } from '@/lib/kube/core/v1.generated'
import type { Process } from '../images/image'
import type { Working } from '../working/working'
import type { FileChange } from './files/pod-files'

/** How a container ended, as its status will say. */
export interface Ended {
  readonly exitCode: number
  readonly reason: string
  readonly message?: string
  readonly startedAt: number
  readonly finishedAt: number
  readonly containerID: string
  /** It never ran: there are no times and no identifier. */
  readonly isUnknown?: true
}

/** Results of one probe so far. */
export interface ProbeState {
  /** When the prober asks next; Infinity when nothing can change. */
  nextAt: number
  /** The prober's ticks count from here. */
  readonly acceptedAt: number
  /** The initial delay's end. */
  readonly from: number
  /** When the probe that is waiting for an answer gives up. */
  timesOutAt: number | undefined
  successes: number
  failures: number
  /** Undefined before the first verdict. */
  passing: boolean | undefined
}

/** What a sync made of a container that does not run: the status tells it from the next sync on (pkg/kubelet/reason_cache.go). */
export interface Outcome {
  readonly reason: string
  readonly message: string
}

export type ContainerRole = 'init' | 'sidecar' | 'app'

/** One container as its kubelet knows it. Changed only by the kubelet, on its own copy. */
export interface ContainerRuntime {
  readonly name: string
  readonly role: ContainerRole
  phase: 'waiting' | 'pulling' | 'starting' | 'running' | 'ended'
  waitingReason: string
  waitingMessage: string | undefined
  /** When this phase goes on by itself. */
  dueAt: number | undefined
  containerID: string | undefined
  user: { readonly uid: number; readonly gid: number } | undefined
  process: Process | undefined
  ended: Ended | undefined
  last: Ended | undefined
  restarts: number
  starts: number
  /** Counts from its end; nothing before the first restart. */
  crashBackOffMs: number
  pullBackOffMs: number
  pullUntil: number
  /** What it was started from or, before that, pulled last. */
  image: string | undefined
  outcome: Outcome | undefined
  /** A sync of the Pod is busy with it: no status is written before that has ended. */
  inSync: boolean
  /** The sync that stopped it starts it again. */
  sameSync: boolean
  /** Its postStart hook runs until then. */
  hookEndsAt: number | undefined
  hookFailure: Outcome | undefined
  /** It could not be made at the last try. */
  configError: boolean
  ready: boolean
  started: boolean
  readiness: ProbeState | undefined
  liveness: ProbeState | undefined
  startup: ProbeState | undefined
  /** Faults: what a person did to the process. */
  hungSince: number | undefined
  answersWith: number | undefined
  closed: boolean
  /** SIGTERM was sent at that time, for a deletion or a restart. */
  stoppingSince: number | undefined
  killAt: number | undefined
  endsAs: 'OOMKilled' | undefined
  /** What its process will have changed in its files, in order, with when. */
  changes: readonly (FileChange & { readonly at: number })[]
  log: readonly { readonly at: number; readonly line: string }[]
  previousLog: readonly { readonly at: number; readonly line: string }[]
}

/** One Pod as its kubelet knows it. */
export interface PodRuntime {
  readonly uid: string
  /** As it was at the last sync. */
  pod: Pod
  readonly acceptedAt: number
  /** When the sandbox is there: then the Pod has its address. */
  sandboxAt: number
  /** The conditions that its kubelet wrote last: how long one has held is the kubelet's own knowledge, whatever others write (status_manager.go updateLastTransitionTime). */
  reported?: readonly PodCondition[] | undefined
  /** Its volumes are set up. */
  mounted?: boolean
  mountBackOffMs?: number
  ip: string | undefined
  terminatingSince: number | undefined
  /** Its deletion found nothing running: it is over only then. */
  heldUntil?: number | undefined
  sandboxGone?: true
  /** The Pod is over, though not deleted: what still runs is being stopped. */
  endingSince?: number
  /** The sync that ended it stopped containers, and the sandbox with the last of them. */
  cleared?: true
  /** When its last status is written. */
  finalAt?: number
  /** Why it is over, where its containers do not say. */
  failure?: { readonly reason: string; readonly message: string }
  containers: ContainerRuntime[]
}

const table = 'kubelet'

/** What the kubelet knows of a Pod, by uid. */
export function runtimeOf(working: Working, uid: string): PodRuntime | undefined {
  return working.table<PodRuntime>(table).get(uid)
}

/** Keeps a changed copy. */
export function keepRuntime(working: Working, runtime: PodRuntime): void {
  working.table<PodRuntime>(table).set(runtime.uid, runtime)
}

export function forgetRuntime(working: Working, uid: string): void {
  working.table<PodRuntime>(table).delete(uid)
}

/** A copy that may be changed. */
export function draftOf(runtime: PodRuntime): PodRuntime {
  return { ...runtime, containers: runtime.containers.map((container) => ({ ...container, readiness: copyProbe(container.readiness), liveness: copyProbe(container.liveness), startup: copyProbe(container.startup) })) }
}

function copyProbe(probe: ProbeState | undefined): ProbeState | undefined {
  return probe === undefined ? undefined : { ...probe }
}

/** A container before anything was done for it. */
export function newContainer(name: string, role: ContainerRole, waitingReason: string): ContainerRuntime {
  return {
    name,
    role,
    phase: 'waiting',
    waitingReason,
    waitingMessage: undefined,
    dueAt: undefined,
    containerID: undefined,
    user: undefined,
    process: undefined,
    ended: undefined,
    last: undefined,
    restarts: 0,
    starts: 0,
    crashBackOffMs: 0,
    pullBackOffMs: 0,
    pullUntil: 0,
    image: undefined,
    outcome: undefined,
    inSync: false,
    sameSync: false,
    hookEndsAt: undefined,
    hookFailure: undefined,
    configError: false,
    ready: false,
    started: false,
    readiness: undefined,
    liveness: undefined,
    startup: undefined,
    hungSince: undefined,
    answersWith: undefined,
    closed: false,
    stoppingSince: undefined,
    killAt: undefined,
    endsAs: undefined,
    changes: [],
    log: [],
    previousLog: [],
  }
}

/** Whether the Pod is on its way out: nothing in it is started again. */
export function isStopping({ terminatingSince, endingSince }: PodRuntime): boolean {
  return terminatingSince !== undefined || endingSince !== undefined
}

/** Whether a running process has a port to itself, or will have when it is ready. */
export function mayListenOn({ phase, process }: ContainerRuntime, port: number): boolean {
  return phase === 'running' && process?.listens.some((listener) => listener.port === port && listener.from < Infinity) === true
}

/** Whether a container's process takes connections on a port now; undefined port: on any. */
export function listensOn(container: ContainerRuntime, port: number, now: number): boolean {
  const { process } = container
  if (container.phase !== 'running' || process === undefined || container.closed || (process.endsAt !== undefined && process.endsAt <= now)) return false
  if (container.stoppingSince !== undefined && container.stoppingSince <= now && !process.servesWhileStopping) return false
  return process.listens.some((listener) => listener.port === port && listener.from <= now)
}
