import type { Box } from './layout'

export interface Point {
  readonly x: number
  readonly y: number
}

type Direction = 'right' | 'down'

const piecesOfCurve = 8

/** Where a line leaves a box. */
export function exitOf(box: Box, direction: Direction): Point {
  return direction === 'right' ? { x: box.x + box.w, y: box.y + box.h / 2 } : { x: box.x + box.w / 2, y: box.y + box.h }
}

/** Where a line reaches a box. */
export function entryOf(box: Box, direction: Direction): Point {
  return direction === 'right' ? { x: box.x, y: box.y + box.h / 2 } : { x: box.x + box.w / 2, y: box.y }
}

/** A line from box to box: straight where both are level, else a curve that leaves and arrives level. */
export function linePath(from: Box, to: Box, direction: Direction): string {
  return `M${at(exitOf(from, direction))}${curve(exitOf(from, direction), entryOf(to, direction), direction)}`
}

/** A request's way through boxes, straight through each; the last is entered only when it is answered. Curves in pieces so short that nobody sees them. */
export function trackPoints(boxes: readonly Box[], direction: Direction): readonly Point[] {
  const [first, ...rest] = boxes
  if (first === undefined) return []
  const points = [exitOf(first, direction)]
  let from = first
  rest.forEach((box, index) => {
    const pieces = isLevel(exitOf(from, direction), entryOf(box, direction), direction) ? 1 : piecesOfCurve
    for (let piece = 1; piece <= pieces; piece++) points.push(pointOn(from, box, direction, piece / pieces))
    if (index < rest.length - 1) points.push(exitOf(box, direction))
    from = box
  })
  return points
}

/** The middle of a line, for its label. */
export function middleOf(from: Box, to: Box, direction: Direction): Point {
  const [a, b] = [exitOf(from, direction), entryOf(to, direction)]
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}

/** A point of a line between two boxes; `share` 0 is its start and 1 its end. */
export function pointOn(from: Box, to: Box, direction: Direction, share: number): Point {
  const [a, b] = [exitOf(from, direction), entryOf(to, direction)]
  const [c, d] = controls(a, b, direction)
  const u = 1 - share
  const mix = (p: number, q: number, r: number, s: number) => u ** 3 * p + 3 * u ** 2 * share * q + 3 * u * share ** 2 * r + share ** 3 * s
  return { x: mix(a.x, c.x, d.x, b.x), y: mix(a.y, c.y, d.y, b.y) }
}

function controls(a: Point, b: Point, direction: Direction): [Point, Point] {
  if (direction === 'right') {
    const bend = (b.x - a.x) / 2
    return [{ x: a.x + bend, y: a.y }, { x: b.x - bend, y: b.y }]
  }
  const bend = (b.y - a.y) / 2
  return [{ x: a.x, y: a.y + bend }, { x: b.x, y: b.y - bend }]
}

function curve(a: Point, b: Point, direction: Direction): string {
  if (isLevel(a, b, direction)) return `L${at(b)}`
  const [c, d] = controls(a, b, direction)
  return `C${at(c)} ${at(d)} ${at(b)}`
}

function isLevel(a: Point, b: Point, direction: Direction): boolean {
  return Math.abs(direction === 'right' ? a.y - b.y : a.x - b.x) < 1.5
}

/** A point as a path has it, to a tenth of a pixel. */
export function at({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`
}
