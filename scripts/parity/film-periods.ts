import type { Frame } from '../../tests/oracle/nodes/frames.mjs'
import { FilmSpecs, type ProbeName } from './film-specs'
import type { FilmStep } from './film-steps'

/** A time of a controller or kubelet of its own: its nominal value, and how long it took. */
export interface Period {
  /** What was measured, of which object; names of the same shape are told apart by their order. */
  readonly what: string
  readonly nominalMs: number
  readonly tookMs: number
}

/** A period that a recording shows, once or more often, and whether ours is right every time. */
export interface PeriodVerdict {
  readonly what: string
  readonly nominalMs: number
  readonly recordedMs: readonly number[]
  /** Empty: it did not happen here. */
  readonly oursMs: readonly number[]
  readonly right: boolean
}

interface ContainerStatus {
  readonly name: string
  readonly restartCount: number
  readonly ready?: boolean
  readonly state?: { readonly running?: object; readonly terminated?: { readonly exitCode: number } }
}

type Seen = Frame & {
  readonly reason?: string
  readonly message?: string
  readonly involvedObject?: { readonly name?: string; readonly fieldPath?: string }
  readonly count?: number
  readonly deleting?: boolean
  readonly deletionGracePeriodSeconds?: number
  readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason?: string }[]
  readonly containerStatuses?: readonly ContainerStatus[]
  readonly initContainerStatuses?: readonly ContainerStatus[]
  readonly startTime?: boolean
  readonly nodeName?: string
  readonly spec?: { readonly taints?: readonly { readonly key: string; readonly effect: string }[] }
  readonly status?: { readonly readyReplicas?: number; readonly availableReplicas?: number; readonly conditions?: readonly { readonly type: string; readonly reason?: string }[] }
}

interface Told {
  readonly steps: readonly FilmStep[]
  readonly frames: readonly Frame[]
}

/**
 * Compares the periods that a recording shows. One that the recording itself shows otherwise than it should be, by more than the jitter of a busy
 * machine, is left out: something else came between. A real crash back-off is drawn out by up to a half, ours is not.
 */
export function comparePeriods(film: Told, ours: readonly Frame[]): PeriodVerdict[] {
  const [recorded, mine] = [byShape(periodsOf(film)), byShape(periodsOf({ steps: film.steps, frames: ours }))]
  return [...recorded].flatMap(([what, times]) => {
    const pairs = times.map((period, index) => ({ period, own: mine.get(what)?.[index] })).filter(({ period }) => isUndisturbed(period))
    const [first] = pairs
    if (first === undefined) return []
    // How often a probe failed is compared with the states; what happened here has to have taken its time.
    const own = pairs.flatMap((pair) => pair.own ?? [])
    const right = own.length > 0 && own.every((period) => Math.abs(period.tookMs - period.nominalMs) <= toleranceMs(period))
    return [{ what, nominalMs: first.period.nominalMs, recordedMs: pairs.map(({ period }) => period.tookMs), oursMs: own.map(({ tookMs }) => tookMs), right }]
  })
}

function isUndisturbed(period: Period): boolean {
  return period.tookMs >= period.nominalMs - toleranceMs(period) && period.tookMs <= period.nominalMs * 1.5 + 2000
}

/** Objects whose names are generated share one name, as where states are compared. */
function byShape(periods: readonly Period[]): ReadonlyMap<string, readonly Period[]> {
  const found = new Map<string, Period[]>()
  for (const period of periods) {
    const shape = period.what.replace(/<(rand|hash):\d+>/g, '<$1>')
    found.set(shape, [...(found.get(shape) ?? []), period])
  }
  return found
}

/** Right within half a second and a tenth of the nominal value. */
function toleranceMs({ nominalMs }: Period): number {
  return 500 + nominalMs / 10
}

/** Every period that a film shows. */
export function periodsOf({ steps, frames }: Told): Period[] {
  const specs = new FilmSpecs(steps)
  const seen = frames as readonly Seen[]
  const pods = [...byName(seen.filter(({ kind }) => kind === 'Pod'))]
  return [
    ...pods.flatMap(([name, states]) => [...restarts(name, states), ...gracePeriods(name, states), ...activeDeadlines(name, states, seen, specs)]),
    ...failedProbes(seen, specs),
    ...pulls(seen),
    ...evictions(seen, specs),
    ...losses(seen, steps),
    ...[...byName(seen.filter(({ kind }) => kind === 'Deployment'))].flatMap(([name, states]) => [...progressDeadlines(name, states, specs), ...becomingAvailable(name, states, specs)]),
  ]
}

function byName(frames: readonly Seen[]): Map<string, Seen[]> {
  const found = new Map<string, Seen[]>()
  for (const frame of frames) found.set(frame.name ?? '', [...(found.get(frame.name ?? '') ?? []), frame])
  return found
}

/** From a container's end to its next start: at once, then 10 s, 20 s, 40 s … */
function restarts(pod: string, states: readonly Seen[]): Period[] {
  const ended = new Map<string, number>()
  const found: Period[] = []
  for (const { atMs, initContainerStatuses = [], containerStatuses = [] } of states) {
    for (const { name, restartCount, state } of [...initContainerStatuses, ...containerStatuses]) {
      const before = ended.get(`${name} ${String(restartCount - 1)}`)
      if (restartCount > 1 && before !== undefined && !ended.has(`${name} started ${String(restartCount)}`)) {
        ended.set(`${name} started ${String(restartCount)}`, atMs)
        found.push({ what: `restart ${String(restartCount)} of ${pod}/${name}`, nominalMs: Math.min(300, 10 * 2 ** (restartCount - 2)) * 1000, tookMs: atMs - before })
      }
      if (state?.terminated !== undefined && !ended.has(`${name} ${String(restartCount)}`)) ended.set(`${name} ${String(restartCount)}`, atMs)
    }
  }
  return found
}

/** From a deletion to the end by KILL, where the process did not end before. */
function gracePeriods(pod: string, states: readonly Seen[]): Period[] {
  const graces = new Set(states.map(({ deletionGracePeriodSeconds = 0 }) => deletionGracePeriodSeconds).filter((seconds) => seconds > 0))
  const [seconds] = [...graces]
  const since = states.find(({ deleting }) => deleting === true)
  const end = states.find(({ deleting, containerStatuses = [] }) => deleting === true && containerStatuses.some(({ state }) => state?.terminated?.exitCode === 137))
  if (seconds === undefined || graces.size !== 1 || since === undefined || end === undefined || end === since) return []
  return [{ what: `grace period of ${pod}`, nominalMs: seconds * 1000, tookMs: end.atMs - since.atMs }]
}

/** From a Pod's start to its kubelet saying that its time is over: what still runs has its grace period then, before the Pod has failed. */
function activeDeadlines(pod: string, states: readonly Seen[], events: readonly Seen[], specs: FilmSpecs): Period[] {
  const seconds = specs.activeDeadlineSeconds(pod)
  const since = states.find(({ startTime }) => startTime === true)
  const end = events.find(({ reason, involvedObject }) => reason === 'DeadlineExceeded' && involvedObject?.name === pod)
  return seconds === undefined || since === undefined || end === undefined ? [] : [{ what: `active deadline of ${pod}`, nominalMs: seconds * 1000, tookMs: end.atMs - since.atMs }]
}

const probeOf: Readonly<Record<string, ProbeName>> = { Readiness: 'readinessProbe', Liveness: 'livenessProbe', Startup: 'startupProbe' }

/** Between two failures of one probe that its Events count one after the other, while nothing changed about the container. */
function failedProbes(frames: readonly Seen[], specs: FilmSpecs): Period[] {
  const last = new Map<string, Seen>()
  const seen = new Map<string, string>()
  return frames.flatMap((frame) => {
    const { reason, message = '', involvedObject, count = 1 } = frame
    for (const { name, ready, restartCount } of frame.containerStatuses ?? []) {
      const container = `${frame.name ?? ''}/${name}`
      const now = `${String(ready)} ${String(restartCount)}`
      if (seen.get(container) !== now) for (const which of Object.values(probeOf)) last.delete(`${which} of ${container}`)
      seen.set(container, now)
    }
    const probe = probeOf[/^(\w+) probe (?:failed|errored)/.exec(message)?.[1] ?? '']
    if (frame.kind !== 'Event' || reason !== 'Unhealthy' || probe === undefined) return []
    const container = /\{(.+)\}/.exec(involvedObject?.fieldPath ?? '')?.[1] ?? ''
    const what = `${probe} of ${involvedObject?.name ?? ''}/${container}`
    const before = last.get(what)
    last.set(what, frame)
    const seconds = specs.probeSeconds(involvedObject?.name ?? '', container, probe)
    if (seconds === undefined || before?.message !== message || (before.count ?? 1) + 1 !== count) return []
    return [{ what, nominalMs: seconds * 1000, tookMs: frame.atMs - before.atMs }]
  })
}

/** Between two tries to pull an image that can't be: 10 s, 20 s, 40 s … */
function pulls(frames: readonly Seen[]): Period[] {
  const last = new Map<string, Seen>()
  return frames.flatMap((frame) => {
    if (frame.kind !== 'Event' || frame.reason !== 'Pulling') return []
    const { count = 1, involvedObject, atMs, message = '' } = frame
    const what = `pull of ${involvedObject?.name ?? ''} ${message}`
    const before = last.get(what)
    last.set(what, frame)
    return before === undefined || (before.count ?? 1) + 1 !== count ? [] : [{ what, nominalMs: Math.min(300, 10 * 2 ** (count - 2)) * 1000, tookMs: atMs - before.atMs }]
  })
}

/** From a taint that evicts to the deletion of a Pod that tolerates it for a while. */
function evictions(frames: readonly Seen[], specs: FilmSpecs): Period[] {
  const taints = new Map<string, { readonly key: string; readonly atMs: number }>()
  const evicted = new Set<string>()
  return frames.flatMap((frame) => {
    const { kind, name = '', atMs, nodeName = '' } = frame
    if (kind === 'Node') {
      const taint = frame.spec?.taints?.find(({ effect }) => effect === 'NoExecute')
      if (taint === undefined) taints.delete(name)
      else if (!taints.has(name)) taints.set(name, { key: taint.key, atMs })
    }
    const taint = taints.get(nodeName)
    if (kind !== 'Pod' || taint === undefined || frame.deleting !== true || evicted.has(name) || frame.conditions?.some(({ reason }) => reason === 'DeletionByTaintManager') !== true) return []
    evicted.add(name)
    const seconds = specs.tolerationSeconds(name, taint.key)
    return seconds === undefined ? [] : [{ what: `toleration of ${name}`, nominalMs: seconds * 1000, tookMs: atMs - taint.atMs }]
  })
}

/** From a node's silence to its being taken for lost (--node-monitor-grace-period). */
function losses(frames: readonly Seen[], steps: readonly FilmStep[]): Period[] {
  return steps.flatMap((step) => {
    if (step.do !== 'node stops') return []
    const lost = frames.find(({ kind, name, atMs, conditions = [] }) => kind === 'Node' && name === step.node && atMs > step.atMs && conditions.some(({ type, status }) => type === 'Ready' && status === 'Unknown'))
    return lost === undefined ? [] : [{ what: `loss of ${step.node ?? ''}`, nominalMs: 50_000, tookMs: lost.atMs - step.atMs }]
  })
}

/** From the last progress of a rollout to its deadline. */
function progressDeadlines(name: string, states: readonly Seen[], specs: FilmSpecs): Period[] {
  const seconds = specs.deployment(name, 'progressDeadlineSeconds')
  const at = states.findIndex(({ status }) => status?.conditions?.some(({ reason }) => reason === 'ProgressDeadlineExceeded') === true)
  const [before, end] = [states[at - 1], states[at]]
  return seconds === undefined || before === undefined || end === undefined ? [] : [{ what: `progress deadline of ${name}`, nominalMs: seconds * 1000, tookMs: end.atMs - before.atMs }]
}

/** From the first ready replica to the first available one. */
function becomingAvailable(name: string, states: readonly Seen[], specs: FilmSpecs): Period[] {
  const seconds = specs.deployment(name, 'minReadySeconds')
  const ready = states.find(({ status }) => (status?.readyReplicas ?? 0) > 0)
  const available = states.find(({ status }) => (status?.availableReplicas ?? 0) > 0)
  return seconds === undefined || ready === undefined || available === undefined ? [] : [{ what: `readiness before availability of ${name}`, nominalMs: seconds * 1000, tookMs: available.atMs - ready.atMs }]
}
