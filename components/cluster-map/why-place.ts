import type { Box, MapLayout } from './layout'
import type { Why } from './service-why'

/** How wide the two sentences are set, and the gap to what they are about. */
export const whyWidth = 320
export const whyGap = 18

/** About how high they come out. */
export function whyHeight(why: Why): number {
  return 44 + Math.ceil((why.answer.length * 6.4) / (whyWidth - 28)) * 18
}

/** Where the two sentences stand beside a box, without covering another one; undefined where there is no room. */
export function whyPlace(layout: MapLayout, id: string, size: { readonly w: number; readonly h: number }): { readonly x: number; readonly y: number; readonly side: 'below' | 'above' } | undefined {
  const box = layout.boxes.find((item) => item.id === id)
  if (box === undefined || layout.direction === 'down') return undefined
  const places = [
    { x: box.x, y: box.y + box.h + whyGap, side: 'below' as const },
    { x: box.x, y: box.y - whyGap - size.h, side: 'above' as const },
  ]
  return places.find((place) => place.y >= 8 && place.y + size.h <= layout.height - 4 && place.x + size.w <= layout.width - 8 && layout.boxes.every((other) => !overlaps(other, place, size)))
}

function overlaps(box: Box, place: { readonly x: number; readonly y: number }, size: { readonly w: number; readonly h: number }): boolean {
  return box.x < place.x + size.w + 8 && place.x < box.x + box.w + 8 && box.y < place.y + size.h && place.y < box.y + box.h
}
