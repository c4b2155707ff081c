/**
 * A Map that shares its entries with the value it was opened from until the first write. Reading costs nothing extra; the first
 * write of a border call copies once, later ones none.
 */
export class CopyOnWriteMap<K, V> {
  #map: ReadonlyMap<K, V>
  #own: Map<K, V> | undefined

  constructor(shared: ReadonlyMap<K, V>) {
    this.#map = shared
  }

  get size(): number {
    return this.#map.size
  }

  get(key: K): V | undefined {
    return this.#map.get(key)
  }

  has(key: K): boolean {
    return this.#map.has(key)
  }

  keys(): MapIterator<K> {
    return this.#map.keys()
  }

  values(): MapIterator<V> {
    return this.#map.values()
  }

  entries(): MapIterator<[K, V]> {
    return this.#map.entries()
  }

  set(key: K, value: V): void {
    this.#writable().set(key, value)
  }

  delete(key: K): void {
    if (this.#map.has(key)) this.#writable().delete(key)
  }

  /** The entries as an immutable value; the next write copies again. */
  freeze(): ReadonlyMap<K, V> {
    this.#own = undefined
    return this.#map
  }

  #writable(): Map<K, V> {
    if (this.#own === undefined) {
      this.#own = new Map(this.#map)
      this.#map = this.#own
    }
    return this.#own
  }
}

/** Sets of keys by a name, shared likewise: a set is copied at its first change only. */
export class CopyOnWriteIndex<K> {
  readonly #sets: CopyOnWriteMap<string, ReadonlySet<K>>
  #owned = new Set<ReadonlySet<K>>()

  constructor(shared: ReadonlyMap<string, ReadonlySet<K>>) {
    this.#sets = new CopyOnWriteMap(shared)
  }

  get(name: string): ReadonlySet<K> | undefined {
    return this.#sets.get(name)
  }

  add(name: string, key: K): void {
    this.#writable(name).add(key)
  }

  remove(name: string, key: K): void {
    const present = this.#sets.get(name)
    if (present?.has(key) !== true) return
    if (present.size === 1) this.#sets.delete(name)
    else this.#writable(name).delete(key)
  }

  freeze(): ReadonlyMap<string, ReadonlySet<K>> {
    this.#owned = new Set()
    return this.#sets.freeze()
  }

  #writable(name: string): Set<K> {
    const present = this.#sets.get(name)
    if (present !== undefined && this.#owned.has(present)) return present as Set<K>
    const copy = new Set(present)
    this.#owned.add(copy)
    this.#sets.set(name, copy)
    return copy
  }
}
