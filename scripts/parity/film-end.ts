import type { Frame } from '../../tests/oracle/nodes/frames.mjs'
import { anonymous, nodeless } from './film-order'

/** Recorders stopped when nothing had changed for 1.5 or 2 s, or at a set time: that soon after a frame, amid what went on. */
const amidMs = 1000

type Seen = Frame & {
  readonly reason?: string
  readonly message?: string
  readonly involvedObject?: { readonly kind?: string; readonly name?: string }
  readonly containerStatuses?: readonly ContainerStatus[]
  readonly initContainerStatuses?: readonly ContainerStatus[]
}

interface ContainerStatus {
  readonly restartCount: number
  readonly state?: { readonly running?: object; readonly terminated?: object }
  readonly lastState?: { readonly terminated?: object }
}

/** One object's frames, or those of Events that say the same. */
interface Life {
  /** What is compared of its name. */
  readonly name: string
  readonly pod: string | undefined
  readonly frames: readonly Frame[]
  readonly states: readonly string[]
}

/**
 * Our frames without what a recording broke off before. The recorded machine was slower than ours: where the recording ended while something went on,
 * ours had done it long before. Left out is only what comes after the states that were recorded of an object, and only
 * - of a Pod whose kubelet, as the recording's Events show, had done what no status tells yet, and of its Events;
 * - of all objects what came after our counterpart of the recording's last frame, where that was less than a second before the end.
 */
export function upToTheEnd(recorded: readonly Frame[], ours: readonly Frame[], endMs: number): readonly Frame[] {
  const theirs = livesOf(recorded)
  const unfinished = new Set(theirs.filter(({ pod, frames }) => pod !== undefined && isUntold(recorded, frames)).map(({ pod }) => pod))
  const brokeOffAt = breakOff(recorded, ours, endMs)
  if (unfinished.size === 0 && brokeOffAt === Infinity) return ours
  const left = new Set<Frame>()
  const rest = [...theirs]
  const lives = livesOf(ours)
  const same = (one: Life, other: Life) => one.name === other.name && one.states.length === other.states.length && begins(one, other)
  const unmatched = lives.filter((life) => !takeOut(rest, (their) => same(their, life)))
  for (const life of unmatched) {
    const their = takeOut(rest, (candidate) => candidate.name === life.name && begins(candidate, life)) ?? takeOut(rest, ({ name }) => name === life.name)
    const more = life.frames.slice(their?.states.length ?? 0)
    const mayBreakOff = unfinished.has(life.pod) && (their === undefined || begins(their, life))
    for (const frame of more) if (mayBreakOff || frame.atMs > brokeOffAt) left.add(frame)
  }
  return ours.filter((frame) => !left.has(frame))
}

function takeOut(lives: Life[], fits: (life: Life) => boolean): Life | undefined {
  const at = lives.findIndex(fits)
  return at === -1 ? undefined : lives.splice(at, 1)[0]
}

/** Whether the second has every state of the first, from its beginning. */
function begins({ states }: Life, life: Life): boolean {
  return states.every((state, index) => state === life.states[index])
}

function livesOf(frames: readonly Frame[]): Life[] {
  const lives = new Map<string, Frame[]>()
  for (const frame of frames) lives.set(keyOf(frame), [...(lives.get(keyOf(frame)) ?? []), frame])
  return [...lives].map(([key, own]) => ({ name: nodeless(anonymous(key)), pod: podOf(own[0] as Seen), frames: own, states: own.map(stateOf) }))
}

function keyOf(frame: Frame): string {
  const { kind, name = '', reason = '', message = '', involvedObject } = frame as Seen
  return kind === 'Event' ? `Event ${reason} ${involvedObject?.kind ?? ''}/${involvedObject?.name ?? ''} ${message}` : `${kind} ${name}`
}

function stateOf(frame: Frame): string {
  const { atMs: _, count: _count, ...state } = frame as Frame & { readonly count?: number }
  return nodeless(anonymous(JSON.stringify(state)))
}

/** The Pod that a frame is of, or that an Event of a kubelet tells about. */
function podOf({ kind, name, involvedObject }: Seen): string | undefined {
  const pod = kind === 'Pod' ? name : kind === 'Event' && involvedObject?.kind === 'Pod' ? involvedObject.name : undefined
  return pod === undefined ? undefined : anonymous(pod)
}

/** Whether a Pod's kubelet said that it had made or started more containers than the Pod's last status knows of, or did anything before there was one. */
function isUntold(recorded: readonly Frame[], frames: readonly Frame[]): boolean {
  const last = frames.at(-1) as Seen
  if (last.kind !== 'Pod' || last.type === 'DELETED') return false
  const said = (reason: string) => (recorded as readonly Seen[]).filter((frame) => frame.kind === 'Event' && frame.reason === reason && frame.involvedObject?.kind === 'Pod' && frame.involvedObject.name === last.name).length
  if (last.containerStatuses === undefined) return said('Pulled') > 0
  const statuses = [...(last.initContainerStatuses ?? []), ...last.containerStatuses]
  return Math.max(said('Created'), said('Started')) > statuses.reduce((sum, status) => sum + starts(status), 0)
}

function starts({ restartCount, state, lastState }: ContainerStatus): number {
  return restartCount + ((state?.running ?? state?.terminated ?? lastState?.terminated) === undefined ? 0 : 1)
}

/** When our cluster came to the recording's last frame, where the recording ended amid what went on; Infinity otherwise. */
function breakOff(recorded: readonly Frame[], ours: readonly Frame[], endMs: number): number {
  const last = recorded.reduce<Frame | undefined>((latest, frame) => (latest === undefined || frame.atMs >= latest.atMs ? frame : latest), undefined)
  if (last === undefined || endMs - last.atMs >= amidMs) return Infinity
  const state = stateOf(last)
  return ours.filter((frame) => stateOf(frame) === state).at(-1)?.atMs ?? Infinity
}
