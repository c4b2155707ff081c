import type { KubeObject, ObjectKey } from '../kube/object'
import type { Frame } from './messages'

/** After so many changes they are put together unasked, so that a page on which nobody reads them does not keep all that ever changed. */
const most = 64

interface Changes {
  readonly changed: Frame['events']
  readonly gone: readonly ObjectKey[]
}

/** Changes that nobody has read yet, the newest first. */
interface Unread {
  readonly count: number
  readonly changes: Changes
  readonly before: Unread | undefined
}

/**
 * The Events on show, put together and read as JSON when somebody looks at them. There may be thousands: on a page on which nobody looks at them
 * that costs more than what is drawn.
 */
export class ShownEvents {
  /** As JSON until they were looked at. */
  #known: ReadonlyMap<ObjectKey, KubeObject | string>
  #unread: Unread | undefined
  #read: ReadonlyMap<ObjectKey, KubeObject> | undefined

  constructor(known: ReadonlyMap<ObjectKey, KubeObject | string> = new Map(), unread?: Unread) {
    this.#known = known
    this.#unread = unread
    if (unread?.count === most) this.#putTogether()
  }

  /** These, and what changed of them. */
  with(changes: Changes): ShownEvents {
    return new ShownEvents(this.#known, { count: (this.#unread?.count ?? 0) + 1, changes, before: this.#unread })
  }

  /** By key, in the order in which they came; the same value each time. */
  read(): ReadonlyMap<ObjectKey, KubeObject> {
    if (this.#read !== undefined) return this.#read
    this.#putTogether()
    const all = new Map<ObjectKey, KubeObject>()
    for (const [key, event] of this.#known) all.set(key, typeof event === 'string' ? (JSON.parse(event) as KubeObject) : event)
    this.#known = all
    this.#read = all
    return all
  }

  #putTogether(): void {
    if (this.#unread === undefined) return
    const unread: Changes[] = []
    for (let at: Unread | undefined = this.#unread; at !== undefined; at = at.before) unread.push(at.changes)
    const all = new Map(this.#known)
    for (const { changed, gone } of unread.reverse()) {
      for (const [key, event] of changed) all.set(key, event)
      for (const key of gone) all.delete(key)
    }
    this.#known = all
    this.#unread = undefined
  }
}
