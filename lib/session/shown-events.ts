import type { KubeObject, ObjectKey } from '../kube/object'
import type { Frame } from './messages'

/** After so many changes they are put together unasked, so that a page on which nobody reads them does not keep all that ever changed. */
const most = 64

type Changes = Pick<Frame, 'changed' | 'gone'>

/** Changes that nobody has read yet, the newest first. */
interface Unread {
  readonly count: number
  readonly changes: Changes
  readonly before: Unread | undefined
}

/**
 * The Events on show, put together when somebody reads them. There may be thousands: to copy them for each frame of a page on which nobody looks at
 * them costs more than what is drawn.
 */
export class ShownEvents {
  #known: ReadonlyMap<ObjectKey, KubeObject>
  #unread: Unread | undefined

  constructor(known: ReadonlyMap<ObjectKey, KubeObject> = new Map(), unread?: Unread) {
    this.#known = known
    this.#unread = unread
    if (unread?.count === most) this.read()
  }

  /** These, and what changed of them. */
  with(changes: Changes): ShownEvents {
    return new ShownEvents(this.#known, { count: (this.#unread?.count ?? 0) + 1, changes, before: this.#unread })
  }

  /** By key, in the order in which they came; the same value each time. */
  read(): ReadonlyMap<ObjectKey, KubeObject> {
    if (this.#unread === undefined) return this.#known
    const unread: Changes[] = []
    for (let at: Unread | undefined = this.#unread; at !== undefined; at = at.before) unread.push(at.changes)
    const all = new Map(this.#known)
    for (const { changed, gone } of unread.reverse()) {
      for (const [key, object] of changed) all.set(key, object)
      for (const key of gone) all.delete(key)
    }
    this.#known = all
    this.#unread = undefined
    return all
  }
}
