import type { Box } from './layout'

export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'

/** Boxes in reading order: by column from the left, then from the top; a frame comes before what it holds. */
export function readingOrder(boxes: readonly Box[]): Box[] {
  return [...boxes].sort((a, b) => (Math.abs(a.x - b.x) > 24 ? a.x - b.x : a.y - b.y || b.h - a.h))
}

/** The first in reading order: asked for with every picture, so without putting all others in order too. */
export function firstBox(boxes: readonly Box[]): Box | undefined {
  const left = boxes.reduce((least, { x }) => Math.min(least, x), Infinity)
  return readingOrder(boxes.filter(({ x }) => x - left <= 24))[0]
}

/** The nearest box in a direction: what lies straight ahead before what lies aside. Undefined at the edge. */
export function nextBox(boxes: readonly Box[], from: string, arrow: Arrow): string | undefined {
  const start = boxes.find((box) => box.id === from)
  if (start === undefined) return readingOrder(boxes)[0]?.id
  let best: { readonly id: string; readonly cost: number } | undefined
  for (const box of boxes) {
    if (box.id === from) continue
    const cost = costOf(start, box, arrow)
    if (cost !== undefined && (best === undefined || cost < best.cost)) best = { id: box.id, cost }
  }
  return best?.id
}

function costOf(start: Box, box: Box, arrow: Arrow): number | undefined {
  const dx = box.x + box.w / 2 - start.x - start.w / 2
  const dy = box.y + box.h / 2 - start.y - start.h / 2
  const [ahead, aside] = arrow === 'ArrowRight' ? [dx, dy] : arrow === 'ArrowLeft' ? [-dx, dy] : arrow === 'ArrowDown' ? [dy, dx] : [-dy, dx]
  if (ahead < 4) return undefined
  return ahead + 2.5 * Math.abs(aside)
}
