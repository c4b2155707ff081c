/** What is sorted: how many, which of two comes first, and how two change places. */
interface Sortable {
  readonly length: number
  less(a: number, b: number): boolean
  swap(a: number, b: number): void
}

/**
 * Go's sort.Sort (pattern-defeating quicksort), in place. It is not stable: where the order of equals shows, kubectl's is the one that this makes of it.
 */
export function goSort<T>(items: T[], isLess: (a: T, b: T) => boolean): void {
  const data: Sortable = {
    length: items.length,
    less: (a, b) => isLess(items[a] as T, items[b] as T),
    swap(a, b) {
      const left = items[a] as T
      items[a] = items[b] as T
      items[b] = left
    },
  }
  quicksort(data, 0, data.length, Math.ceil(Math.log2(data.length + 1)))
}

const insertionLength = 12

function quicksort(data: Sortable, from: number, to: number, choices: number): void {
  let [a, b, limit, balanced, partitioned] = [from, to, choices, true, true]
  while (b - a > insertionLength && limit > 0) {
    if (!balanced) {
      breakPatterns(data, a, b)
      limit--
    }
    const { at, ordered } = pivotOf(data, a, b)
    if (balanced && partitioned && ordered && insertFew(data, a, b)) return
    if (a > 0 && !data.less(a - 1, at)) {
      a = partitionEqual(data, a, b, at)
      continue
    }
    const { middle, already } = partition(data, a, b, at)
    partitioned = already
    balanced = Math.min(middle - a, b - middle) >= Math.floor((b - a) / 8)
    if (middle - a < b - middle) {
      quicksort(data, a, middle, limit)
      a = middle + 1
    } else {
      quicksort(data, middle + 1, b, limit)
      b = middle
    }
  }
  insert(data, a, b)
}

function insert(data: Sortable, a: number, b: number): void {
  for (let i = a + 1; i < b; i++) for (let j = i; j > a && data.less(j, j - 1); j--) data.swap(j, j - 1)
}

/** Puts a few wrong neighbours right; whether that was all. */
function insertFew(data: Sortable, a: number, b: number): boolean {
  let i = a + 1
  for (let step = 0; step < 5; step++) {
    while (i < b && !data.less(i, i - 1)) i++
    if (i === b) return true
    if (b - a < 50) return false
    data.swap(i, i - 1)
    if (i - a >= 2) for (let j = i - 1; j >= 1 && data.less(j, j - 1); j--) data.swap(j, j - 1)
    if (b - i >= 2) for (let j = i + 1; j < b && data.less(j, j - 1); j++) data.swap(j, j - 1)
  }
  return false
}

function partition(data: Sortable, a: number, b: number, pivot: number): { readonly middle: number; readonly already: boolean } {
  data.swap(a, pivot)
  let [i, j, swaps] = [a + 1, b - 1, 0]
  for (;;) {
    while (i <= j && data.less(i, a)) i++
    while (i <= j && !data.less(j, a)) j--
    if (i > j) break
    data.swap(i++, j--)
    swaps++
  }
  data.swap(j, a)
  return { middle: j, already: swaps === 0 }
}

/** Those that equal the pivot first; where the others begin. */
function partitionEqual(data: Sortable, a: number, b: number, pivot: number): number {
  data.swap(a, pivot)
  let [i, j] = [a + 1, b - 1]
  for (;;) {
    while (i <= j && !data.less(a, i)) i++
    while (i <= j && data.less(a, j)) j--
    if (i > j) return i
    data.swap(i++, j--)
  }
}

/** Moves three elements by a generator of Go's own, seeded with the length: the same input, the same order. */
function breakPatterns(data: Sortable, a: number, b: number): void {
  const length = b - a
  const mask = BigInt(2 ** Math.ceil(Math.log2(length + 1)) - 1)
  let random = BigInt(length)
  for (let i = 0; i < 3; i++) {
    random = BigInt.asUintN(64, random ^ (random << 13n))
    random ^= random >> 7n
    random = BigInt.asUintN(64, random ^ (random << 17n))
    const other = Number(random & mask)
    data.swap(a + Math.floor(length / 4) * 2 - 2 + i, a + (other >= length ? other - length : other))
  }
}

/** The pivot; what seems to fall is turned round first. */
function pivotOf(data: Sortable, a: number, b: number): { readonly at: number; readonly ordered: boolean } {
  const { at, order } = choosePivot(data, a, b)
  if (order !== 'falling') return { at, ordered: order === 'rising' }
  reverse(data, a, b)
  return { at: b - 1 - (at - a), ordered: true }
}

function choosePivot(data: Sortable, a: number, b: number): { readonly at: number; readonly order: 'rising' | 'falling' | 'unknown' } {
  const quarter = Math.floor((b - a) / 4)
  let swaps = 0
  const ordered = (x: number, y: number): [number, number] => {
    if (!data.less(y, x)) return [x, y]
    swaps++
    return [y, x]
  }
  const median = (x: number, y: number, z: number): number => {
    const [low, high] = ordered(x, y)
    const [middle] = ordered(high, z)
    return ordered(low, middle)[1]
  }
  const around = (at: number) => (b - a >= 50 ? median(at - 1, at, at + 1) : at)
  const [i, j, k] = [around(a + quarter), around(a + quarter * 2), around(a + quarter * 3)]
  const at = median(i, j, k)
  return { at, order: swaps === 0 ? 'rising' : swaps === 12 ? 'falling' : 'unknown' }
}

function reverse(data: Sortable, a: number, b: number): void {
  for (let [i, j] = [a, b - 1]; i < j; i++, j--) data.swap(i, j)
}
