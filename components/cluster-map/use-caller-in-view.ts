'use client'
import { useLayoutEffect, useRef, type RefObject } from 'react'
import type { Box, MapLayout, Shape } from './layout'

const called: ReadonlySet<Shape> = new Set(['client', 'entry', 'route', 'service', 'ghost'])

/**
 * Where a drawing is higher than its room, what is seen is where the requests begin: until the reader scrolls, and anew for another set of callers.
 * The page is asked for sizes only when the callers have moved or the drawing has grown, since it is laid out to answer.
 */
export function useCallerInView(picture: RefObject<HTMLElement | null>, layout: MapLayout): void {
  const shown = useRef({ ids: '', places: '', top: 0 })
  useLayoutEffect(() => {
    const callers = layout.boxes.filter(({ shape }) => shape === 'client')
    const ids = callers.map(({ id }) => id).join(' ')
    const places = [layout.height, ...callers.map(({ y }) => y)].join(' ')
    const before = shown.current
    const room = picture.current?.parentElement
    if ((ids === before.ids && places === before.places) || callers.length === 0 || !room || room.clientHeight === 0) return
    const isReaders = ids === before.ids && room.scrollTop !== before.top
    if (!isReaders) room.scrollTo({ top: middleOf(callers, layout, room.clientHeight) - room.clientHeight / 2 })
    shown.current = { ids, places, top: isReaders ? before.top : room.scrollTop }
  }, [picture, layout])
}

/** The drawing's own middle where callers and all that they call are seen with it; else the callers' middle, or that of the first alone. */
function middleOf(callers: readonly Box[], { height, boxes }: MapLayout, room: number): number {
  const isSeen = ({ y, h }: Box) => y >= (height - room) / 2 && y + h <= (height + room) / 2
  if (boxes.every((box) => !called.has(box.shape) || isSeen(box))) return height / 2
  const top = Math.min(...callers.map(({ y }) => y))
  const bottom = Math.max(...callers.map(({ y, h }) => y + h))
  const [first] = callers
  return first === undefined || bottom - top <= room ? (top + bottom) / 2 : first.y + first.h / 2
}
