'use client'
import { useLayoutEffect, useRef, type RefObject } from 'react'
import type { MapLayout } from './layout'

/**
 * Where a drawing is higher than its room, what is seen first is where the requests begin. It is scrolled to once for each set of callers: later
 * on the place is the reader's.
 */
export function useCallerInView(picture: RefObject<HTMLElement | null>, layout: MapLayout): void {
  const shown = useRef('')
  useLayoutEffect(() => {
    const callers = layout.boxes.filter(({ shape }) => shape === 'client')
    const [first] = callers
    const room = picture.current?.parentElement
    const ids = callers.map(({ id }) => id).join(' ')
    if (first === undefined || !room || ids === shown.current || room.clientHeight === 0) return
    shown.current = ids
    const [top, bottom] = [first.y, first.y + first.h]
    if (bottom > room.scrollTop + room.clientHeight || top < room.scrollTop) room.scrollTo({ top: (top + bottom - room.clientHeight) / 2 })
  }, [picture, layout])
}
