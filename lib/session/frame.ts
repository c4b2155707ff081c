import type { Cluster } from '@/lib/cluster/cluster'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import type { History } from './history'
import type { Frame, Tail } from './messages'
import { withoutFields } from './pack-frame'
import type { Clock, Moment, SentRequest, Speed } from './timeline'

/** What the page has been told. */
export interface Seen {
  readonly objects: ReadonlyMap<ObjectKey, KubeObject>
  readonly now: number
  readonly head: number
  readonly clock: Clock
  readonly speed: Speed
  readonly reached: number
  readonly moments: readonly Moment[]
  readonly requests: readonly SentRequest[]
}

/** No frame weighs more than what a page reads and draws within one of its own frames; the rest follows with the next. */
const maxWeight = 12
/** An Event is read and not drawn. */
const eventWeight = 0.25

export interface Showing {
  readonly history: History
  readonly cluster: Cluster
  readonly now: number
  readonly clock: Clock
  readonly speed: Speed
  readonly reached: number
}

/** The difference between what the page has seen and what there is. Objects are compared by identity: a changed one is another value. */
export function frameOf(showing: Showing, seen: Seen = nothing): { readonly frame: Frame | undefined; readonly seen: Seen } {
  const { history, cluster, now, clock, speed, reached } = showing
  const head = history.present.now
  const { changed, gone, objects } = compare(seen.objects, cluster.objects)
  const moments = tail(seen.moments, history.moments)
  const requests = tail(seen.requests, history.requests)
  const stands = seen.now === now && seen.head === head && seen.clock === clock && seen.speed === speed && seen.reached === reached
  if (stands && changed.length + gone.length === 0 && isNothing(moments, seen.moments) && isNothing(requests, seen.requests)) return { frame: undefined, seen }
  const next: Seen = { objects, now, head, clock, speed, reached, moments: [...history.moments], requests: [...history.requests] }
  return { frame: { now, start: history.start, head, clock, speed, reached, ...parts(changed, seen.objects), gone, moments, requests }, seen: next }
}

type Entry = readonly [ObjectKey, KubeObject]

/** What changed as a frame carries it. */
function parts(changed: readonly Entry[], seen: Seen['objects']): Pick<Frame, 'changed' | 'sameSpec' | 'events'> {
  const others = changed.filter(([, { kind }]) => kind !== 'Event')
  const sameSpec = others.filter(([key, object]) => hasSameSpec(object, seen.get(key))).map(([key]) => key)
  const events = changed.filter(([, { kind }]) => kind === 'Event').map(([key, event]) => [key, JSON.stringify(withoutFields(event))] as const)
  return { changed: others, sameSpec, events }
}

/** Objects are values of which an update keeps what it does not change. */
function hasSameSpec(object: KubeObject, seen: KubeObject | undefined): boolean {
  return 'spec' in object && seen !== undefined && 'spec' in seen && object.spec === seen.spec
}

const nothing: Seen = { objects: new Map(), now: -1, head: -1, clock: 'paused', speed: 1, reached: 0, moments: [], requests: [] }

function isNothing<T>({ from, rest }: Tail<T>, seen: readonly T[]): boolean {
  return rest.length === 0 && from === seen.length
}

function compare(before: ReadonlyMap<ObjectKey, KubeObject>, after: ReadonlyMap<ObjectKey, KubeObject>): { changed: Entry[]; gone: ObjectKey[]; objects: ReadonlyMap<ObjectKey, KubeObject> } {
  if (before === after) return { changed: [], gone: [], objects: after }
  const changed: Entry[] = []
  const gone: ObjectKey[] = []
  for (const entry of after) if (isShown(entry[1]) && before.get(entry[0]) !== entry[1]) changed.push(entry)
  for (const [key, object] of before) if (isShown(object) && !after.has(key)) gone.push(key)
  const sent = changed.slice(0, fitting(changed))
  if (sent.length === changed.length) return { changed, gone, objects: after }
  const objects = new Map(before)
  for (const [key, object] of sent) objects.set(key, object)
  for (const key of gone) objects.delete(key)
  return { changed: sent, gone, objects }
}

/** How many of the first of them one frame carries. */
function fitting(changed: readonly Entry[]): number {
  let weight = 0
  const first = changed.findIndex(([, { kind }]) => {
    weight += kind === 'Event' ? eventWeight : 1
    return weight > maxWeight
  })
  return first < 0 ? changed.length : first
}

/** RBAC, leases and the like are never drawn: kubectl asks the engine for them. */
const hidden = new Set(['Lease', 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding', 'PriorityClass', 'ServiceAccount', 'FlowSchema', 'PriorityLevelConfiguration', 'APIService'])

function isShown(object: KubeObject): boolean {
  return !hidden.has(object.kind)
}

function tail<T>(seen: readonly T[], now: readonly T[]): Tail<T> {
  let from = Math.min(seen.length, now.length)
  if (from > 0 && seen[from - 1] === now[from - 1] && seen[0] === now[0]) return { from, rest: now.slice(from) }
  from = 0
  while (from < seen.length && from < now.length && seen[from] === now[from]) from += 1
  return { from, rest: now.slice(from) }
}
