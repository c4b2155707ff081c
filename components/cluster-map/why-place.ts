import type { Box, MapLayout } from './layout'

/** Where the two sentences stand beside a box, without covering another one; undefined where there is no room. */
export function whyPlace(layout: MapLayout, id: string, size: { readonly w: number; readonly h: number }): { readonly x: number; readonly y: number; readonly side: 'below' | 'above' } | undefined {
  const box = layout.boxes.find((item) => item.id === id)
  if (box === undefined || layout.direction === 'down') return undefined
  const places = [
    { x: box.x, y: box.y + box.h + 18, side: 'below' as const },
    { x: box.x, y: box.y - 18 - size.h, side: 'above' as const },
  ]
  return places.find((place) => place.y >= 8 && place.y + size.h <= layout.height - 8 && place.x + size.w <= layout.width - 8 && layout.boxes.every((other) => !overlaps(other, place, size)))
}

function overlaps(box: Box, place: { readonly x: number; readonly y: number }, size: { readonly w: number; readonly h: number }): boolean {
  return box.x < place.x + size.w + 8 && place.x < box.x + box.w + 8 && box.y < place.y + size.h && place.y < box.y + box.h
}
