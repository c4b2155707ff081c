import { type Density } from './density'

/** What is drawn at a place. */
export type Shape = 'pod' | 'service' | 'deployment' | 'replicaset' | 'group' | 'client' | 'node' | 'config' | 'entry' | 'ghost' | 'route'

/** A drawing's place, in pixels from the map's top left corner. */
export interface Box {
  readonly id: string
  readonly shape: Shape
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
  readonly density: Density
  /** What stands on it where no model says so: a client's name, an address. */
  readonly text?: string
  readonly note?: string
}

/** One of hundreds of Pods, which has no drawing of its own. */
export function isDot({ shape, density }: Box): boolean {
  return shape === 'pod' && density === 'dot'
}

export interface Line {
  readonly id: string
  readonly from: string
  readonly to: string
  /** `call` requests are sent; `endpoint` they go on; `owns` makes and keeps; `uses` reads; `goal` wanted and not there yet. */
  readonly kind: 'call' | 'endpoint' | 'owns' | 'uses' | 'goal'
  readonly failing?: boolean
  readonly label?: string
}

/** Boxes from back to front, lines between them, and the room they need. */
export interface MapLayout {
  readonly width: number
  readonly height: number
  /** Requests travel left to right, or top to bottom on a phone. */
  readonly direction: 'right' | 'down'
  readonly boxes: readonly Box[]
  readonly lines: readonly Line[]
}

/** The room there is. A figure in the prose is `compact`: small plates, and chips that say an address, a version or the end of a name. */
export interface Room {
  readonly width: number
  readonly height: number
  readonly compact?: 'address' | 'version' | 'name'
}

/** A picture that is taller than its room grows by so much at once: with each height the browser lays out the page anew. */
const growth = 96

/** How tall a picture is that needs `needed` pixels; in a figure just as much. */
export function heightIn(room: Room, needed: number): number {
  return needed <= room.height || room.compact !== undefined ? Math.max(room.height, needed) : Math.ceil(needed / growth) * growth
}

/** Something to be placed: its size, and how its parts stand within it. */
export interface Block {
  readonly id: string
  readonly w: number
  readonly h: number
  place(x: number, y: number): readonly Box[]
}

/** A block of one box. */
export function blockOf(box: Omit<Box, 'x' | 'y'>): Block {
  return { id: box.id, w: box.w, h: box.h, place: (x, y) => [{ ...box, x: Math.round(x), y: Math.round(y) }] }
}

/**
 * Stacks items along one axis, each as near to its wish as the one before lets it be, then moves the stack into `0…room`.
 * `wish` is the middle that an item would like; returns the start of each, in the order given.
 */
export function stack(items: readonly { readonly size: number; readonly wish: number }[], gap: number, room: number): number[] {
  const starts: number[] = []
  let next = -Infinity
  for (const { size, wish } of items) {
    const start = Math.max(wish - size / 2, next)
    starts.push(start)
    next = start + size + gap
  }
  const last = items.at(-1)
  const end = last === undefined ? 0 : (starts.at(-1) ?? 0) + last.size
  const over = Math.max(0, end - room)
  const shift = Math.max((starts[0] ?? 0) - over, 0) - (starts[0] ?? 0)
  return starts.map((start) => start + shift)
}

/** The room a stack needs. */
export function stacked(sizes: readonly number[], gap: number): number {
  return sizes.reduce((sum, size) => sum + size, 0) + Math.max(0, sizes.length - 1) * gap
}
