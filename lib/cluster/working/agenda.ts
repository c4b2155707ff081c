/** One thing due: `controller` looks at `key` at simulated time `at`. */
export interface Due {
  readonly at: number
  readonly order: number
  readonly controller: string
  readonly key: string
}

/**
 * What is due when: a binary heap over time, first in first out within one moment. A controller's key is due once at most: asking for an
 * earlier time moves it forward, a later one changes nothing (client-go's delaying work queue does the same).
 */
export class Agenda {
  readonly #heap: Due[]
  /** By controller, then by key: no name has to be put together for a look. */
  readonly #due = new Map<string, Map<string, Due>>()
  #size = 0
  #order: number

  constructor(from: readonly Due[], order: number) {
    this.#heap = [...from]
    this.#order = order
    for (const due of from) this.#note(due)
  }

  add(controller: string, key: string, at: number): void {
    const present = this.#due.get(controller)?.get(key)
    if (present !== undefined && present.at <= at) return
    const due = { at, order: this.#order++, controller, key }
    this.#note(due)
    this.#heap.push(due)
    this.#up(this.#heap.length - 1)
  }

  /** When the next thing is due, if anything is. */
  nextAt(): number | undefined {
    return this.#head()?.at
  }

  /** Takes the next thing due at or before `until`. */
  take(until: number): Due | undefined {
    const head = this.#head()
    if (head === undefined || head.at > until) return undefined
    this.#pop()
    this.#due.get(head.controller)?.delete(head.key)
    this.#size--
    return head
  }

  /** Everything due, as a value; `order` goes with it. */
  freeze(): { readonly due: readonly Due[]; readonly order: number } {
    const due = this.#heap.length === this.#size ? [...this.#heap] : this.#heap.filter((item) => this.#isCurrent(item)).sort(compare)
    return { due, order: this.#order }
  }

  /** Something due at or before `until` that fulfils the test; `likely` is looked at first. */
  find(until: number, test: (due: Due) => boolean, likely?: Due): Due | undefined {
    if (likely !== undefined && likely.at <= until && this.#isCurrent(likely) && test(likely)) return likely
    return this.#findFrom(0, until, test)
  }

  #findFrom(index: number, until: number, test: (due: Due) => boolean): Due | undefined {
    const due = this.#heap[index]
    if (due === undefined || due.at > until) return undefined
    if (this.#isCurrent(due) && test(due)) return due
    return this.#findFrom(2 * index + 1, until, test) ?? this.#findFrom(2 * index + 2, until, test)
  }

  #note(due: Due): void {
    let keys = this.#due.get(due.controller)
    if (keys === undefined) {
      keys = new Map()
      this.#due.set(due.controller, keys)
    }
    if (!keys.has(due.key)) this.#size++
    keys.set(due.key, due)
  }

  #isCurrent(due: Due): boolean {
    return this.#due.get(due.controller)?.get(due.key) === due
  }

  #head(): Due | undefined {
    for (let head = this.#heap[0]; head !== undefined; head = this.#heap[0]) {
      if (this.#isCurrent(head)) return head
      this.#pop()
    }
    return undefined
  }

  #pop(): void {
    const last = this.#heap.pop()
    if (last === undefined || this.#heap.length === 0) return
    this.#heap[0] = last
    let index = 0
    for (;;) {
      const left = 2 * index + 1
      let least = index
      for (const child of [left, left + 1]) {
        const a = this.#heap[child]
        const b = this.#heap[least]
        if (a !== undefined && b !== undefined && compare(a, b) < 0) least = child
      }
      if (least === index) return
      this.#swap(index, least)
      index = least
    }
  }

  #up(from: number): void {
    let index = from
    while (index > 0) {
      const parent = (index - 1) >> 1
      const a = this.#heap[index]
      const b = this.#heap[parent]
      if (a === undefined || b === undefined || compare(a, b) >= 0) return
      this.#swap(index, parent)
      index = parent
    }
  }

  #swap(i: number, j: number): void {
    const a = this.#heap[i]
    const b = this.#heap[j]
    if (a === undefined || b === undefined) return
    this.#heap[i] = b
    this.#heap[j] = a
  }
}

function compare(a: Due, b: Due): number {
  return a.at - b.at || a.order - b.order
}
