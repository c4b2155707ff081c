import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import type { Change, Cluster, ClusterOptions } from '../cluster'
import { Agenda, type Due } from './agenda'
import { appendChange } from './change-log'
import { Controllers } from './controllers'
import { CopyOnWriteIndex, CopyOnWriteMap } from './copy-on-write'
import { sameIndexes } from './same-indexes'
import { indexNames } from './index-names'
import { nameAlphabet, nextRandom } from './random'

/** The newest changes first; a list so that appending shares everything before. */
export interface ChangeLog {
  readonly change: Change
  readonly before: ChangeLog | undefined
  /** How many changes this list holds. */
  readonly length: number
}

/** State of the simulation between two border calls: values only, shared between versions of a cluster. */
export interface SimulationState {
  readonly epochMs: number
  readonly options: Required<Omit<ClusterOptions, 'seed'>>
  readonly random: number
  readonly due: readonly Due[]
  readonly order: number
  readonly index: ReadonlyMap<string, ReadonlySet<ObjectKey>>
  readonly changes: ChangeLog | undefined
  readonly changesSince: number
  /** State that a module keeps for itself (`kubelet`, `allocator` …): immutable values under its name. */
  readonly slots: ReadonlyMap<string, unknown>
  /** Like slots, for state with many entries: see `Working.table`. */
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, unknown>>
}

/** What a controller looks at when something changes, and what it does then. The kubelet, the scheduler and every stand-in are controllers too. */
export interface Controller {
  readonly name: string
  /** `<group>/<resource>` of the objects whose changes are of interest (`apps/replicasets`, `/pods`); absent: all. */
  readonly watches?: readonly string[]
  /** Enqueues the keys that this change makes worth a look, each with the simulated milliseconds until then (informer and queue latency). */
  observe(change: Change, before: KubeObject | undefined, working: Working, enqueue: (key: string, afterMs: number) => void): void
  /** Brings the world for one key closer to what is desired; may ask to look again at a simulated time. */
  reconcile(working: Working, key: string): number | undefined
  /** Whether a look at this key that is due soon is a change which settling has to wait for. Absent: it is. */
  pends?(working: Working, key: string): boolean
}

/**
 * A Cluster opened for one border call (`handle`, `advance`, `inject` …): mutable inside, thrown away after `close`. Writes here are the
 * store's: no defaulting, no validation, no admission (lib/cluster/api does those before).
 */
export class Working {
  now: number
  readonly seed: number
  readonly epochMs: number
  readonly options: SimulationState['options']
  readonly agenda: Agenda
  /** Told of every change, in order: a film's recorder. */
  onChange: ((change: Change, before: KubeObject | undefined) => void) | undefined
  #resourceVersion: number
  #random: number
  #changes: ChangeLog | undefined
  #changesSince: number
  readonly #times = new Map<number, string>()
  readonly #objects: CopyOnWriteMap<ObjectKey, KubeObject>
  readonly #index: CopyOnWriteIndex<ObjectKey>
  readonly #slots: CopyOnWriteMap<string, unknown>
  readonly #tables = new Map<string, CopyOnWriteMap<string, unknown>>()
  readonly #frozenTables: ReadonlyMap<string, ReadonlyMap<string, unknown>>
  readonly #controllers: Controllers
  /** The controller that is told of a change now. */
  #observing = ''
  readonly #enqueue = (key: string, afterMs: number): void => {
    this.agenda.add(this.#observing, key, this.now + afterMs)
  }

  constructor(cluster: Cluster, controllers: readonly Controller[]) {
    const state = cluster.simulation as SimulationState
    this.now = cluster.now
    this.seed = cluster.seed
    this.epochMs = state.epochMs
    this.options = state.options
    this.agenda = new Agenda(state.due, state.order)
    this.#resourceVersion = cluster.resourceVersion
    this.#random = state.random
    this.#changes = state.changes
    this.#changesSince = state.changesSince
    this.#objects = new CopyOnWriteMap(cluster.objects)
    this.#index = new CopyOnWriteIndex(state.index)
    this.#slots = new CopyOnWriteMap(state.slots)
    this.#frozenTables = state.tables
    this.#controllers = Controllers.of(controllers)
  }

  /** The cluster as a value again. */
  close(): Cluster {
    const { due, order } = this.agenda.freeze()
    const simulation: SimulationState = {
      epochMs: this.epochMs,
      options: this.options,
      random: this.#random,
      due,
      order,
      index: this.#index.freeze(),
      changes: this.#changes,
      changesSince: this.#changesSince,
      slots: this.#slots.freeze(),
      tables: this.#freezeTables(),
    }
    return { now: this.now, seed: this.seed, resourceVersion: this.#resourceVersion, objects: this.#objects.freeze(), simulation }
  }

  get resourceVersion(): number {
    return this.#resourceVersion
  }

  get changes(): ChangeLog | undefined {
    return this.#changes
  }

  /** The oldest resource version from which a watch can still be served. */
  get changesSince(): number {
    return this.#changesSince
  }

  get(key: ObjectKey): KubeObject | undefined {
    return this.#objects.get(key)
  }

  /** Keys in one of the indexes: see `indexNames`. */
  keys(indexName: string): ReadonlySet<ObjectKey> {
    return this.#index.get(indexName) ?? noKeys
  }

  /** Objects in one of the indexes. */
  list(indexName: string): KubeObject[] {
    const found: KubeObject[] = []
    for (const key of this.keys(indexName)) {
      const object = this.#objects.get(key)
      if (object !== undefined) found.push(object)
    }
    return found
  }

  /** Stores an object under its key with the next resource version and tells whoever is interested. */
  put(key: ObjectKey, object: KubeObject): KubeObject {
    const before = this.#objects.get(key)
    const resourceVersion = ++this.#resourceVersion
    const metadata: KubeObject['metadata'] = { ...object.metadata, resourceVersion: String(resourceVersion) }
    const stored: KubeObject = { ...object, metadata }
    this.#objects.set(key, stored)
    this.#reindex(key, before, stored)
    this.#record({ type: before === undefined ? 'ADDED' : 'MODIFIED', at: this.now, resourceVersion, key, object: stored }, before)
    return stored
  }

  /** Takes an object out of the store; watchers see its last state. */
  remove(key: ObjectKey): KubeObject | undefined {
    const before = this.#objects.get(key)
    if (before === undefined) return undefined
    const resourceVersion = ++this.#resourceVersion
    this.#objects.delete(key)
    this.#reindex(key, before, undefined)
    const last: KubeObject = { ...before, metadata: { ...before.metadata, resourceVersion: String(resourceVersion) } }
    this.#record({ type: 'DELETED', at: this.now, resourceVersion, key, object: last }, before)
    return before
  }

  /** A module's own state; `initial` until it was first set. */
  slot<T>(name: string, initial: T): T {
    return (this.#slots.get(name) as T | undefined) ?? initial
  }

  setSlot(name: string, value: unknown): void {
    this.#slots.set(name, value)
  }

  /** A module's own map, copied at the first write of a border call only: for state with an entry per Pod or per object. */
  table<T>(name: string): CopyOnWriteMap<string, T> {
    let table = this.#tables.get(name)
    if (table === undefined) {
      table = new CopyOnWriteMap(this.#frozenTables.get(name) ?? new Map<string, unknown>())
      this.#tables.set(name, table)
    }
    return table as CopyOnWriteMap<string, T>
  }

  /** Runs the next thing due at or before `untilMs`, at its time; false when there is none. */
  runNext(untilMs: number): boolean {
    const due = this.agenda.take(untilMs)
    if (due === undefined) return false
    if (due.at > this.now) this.now = due.at
    const again = this.#controllers.byName(due.controller)?.reconcile(this, due.key)
    if (again !== undefined) this.agenda.add(due.controller, due.key, Math.max(again, this.now))
    return true
  }

  /** Something other than Pods, probes and back-offs that is due at or before `untilMs`; what was found last is looked at first. */
  pendingUntil(untilMs: number, last?: Due): Due | undefined {
    const pends = (due: Due): boolean => {
      const controller = this.#controllers.byName(due.controller)
      return controller !== undefined && (controller.pends?.(this, due.key) ?? true)
    }
    return this.agenda.find(untilMs, pends, last)
  }

  /** A number in [0, 1) from the cluster's seed. */
  random(): number {
    const { state, value } = nextRandom(this.#random)
    this.#random = state
    return value
  }

  /** A generated suffix as the API server makes it: five characters. */
  suffix(length = 5): string {
    let text = ''
    for (let i = 0; i < length; i++) text += nameAlphabet.charAt(Math.floor(this.random() * nameAlphabet.length))
    return text
  }

  /** Eight hexadecimal digits, in two halves: numbers of 16 bits are written fast. */
  hex(): string {
    const number = Math.floor(this.random() * 4294967296)
    return `${((number >>> 16) + 0x10000).toString(16).slice(1)}${((number & 0xffff) + 0x10000).toString(16).slice(1)}`
  }

  /** A random (version 4) UUID from the cluster's seed. */
  uid(): string {
    const [a, b, c, d] = [this.hex(), this.hex(), this.hex(), this.hex()]
    return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${'89ab'.charAt(Math.floor(this.random() * 4))}${c.slice(1, 4)}-${c.slice(4)}${d}`
  }

  /** Simulated time as the API writes it: RFC 3339, whole seconds. */
  timestamp(at: number = this.now): string {
    const second = Math.floor((this.epochMs + at) / 1000)
    let text = this.#times.get(second)
    if (text === undefined) {
      text = `${new Date(second * 1000).toISOString().slice(0, 19)}Z`
      this.#times.set(second, text)
    }
    return text
  }

  #freezeTables(): ReadonlyMap<string, ReadonlyMap<string, unknown>> {
    const frozen = new Map(this.#frozenTables)
    for (const [name, table] of this.#tables) frozen.set(name, table.freeze())
    return frozen
  }

  #record(change: Change, before: KubeObject | undefined): void {
    const log = appendChange(this.#changes, change)
    if (log.oldest !== undefined) this.#changesSince = log.oldest
    this.#changes = log.changes
    for (const controller of this.#controllers.watching(change.key)) {
      this.#observing = controller.name
      controller.observe(change, before, this, this.#enqueue)
    }
    this.onChange?.(change, before)
  }

  #reindex(key: ObjectKey, before: KubeObject | undefined, after: KubeObject | undefined): void {
    if (before !== undefined && after !== undefined && sameIndexes(before, after)) return
    const old = before === undefined ? none : indexNames(key, before)
    const fresh = after === undefined ? none : indexNames(key, after)
    for (const name of old) if (!fresh.includes(name)) this.#index.remove(name, key)
    for (const name of fresh) if (!old.includes(name)) this.#index.add(name, key)
  }
}

const noKeys: ReadonlySet<ObjectKey> = new Set()
const none: readonly string[] = []

const defaults: Required<Omit<ClusterOptions, 'gatewayApi'>> = {
  seed: 1, nodes: 3, standIns: true, listenAtOnce: [], unavailable: [], drainMs: 10_000, missingImages: {}, startedAt: {}, firstStartAt: {}, epochMs: Date.UTC(2026, 0, 1),
}

/** The state of a cluster in which nothing has happened yet. */
export function emptyCluster(options: ClusterOptions): Cluster {
  const { seed, ...chosen } = { ...defaults, ...options }
  const simulation: SimulationState = {
    epochMs: chosen.epochMs,
    options: { ...chosen, gatewayApi: chosen.gatewayApi ?? chosen.standIns },
    random: Math.imul(seed, 0x9e3779b1),
    due: [],
    order: 0,
    index: new Map(),
    changes: undefined,
    changesSince: 0,
    slots: new Map(),
    tables: new Map(),
  }
  return { now: 0, seed, resourceVersion: 0, objects: new Map(), simulation }
}

