'use client'
import { useCallback, useState } from 'react'
import type { Room } from './layout'

/** The size of an element as it is on the page, and the ref that measures it. `first` is what is drawn before it is measured. */
export function useRoom(first: Room): [(element: HTMLElement | null) => (() => void) | undefined, Room] {
  const [room, setRoom] = useState(first)
  const measure = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined
    const take = (width: number, height: number) => {
      // A tab that is hidden has no size: what was laid out before stays.
      if (width === 0) return
      setRoom((known) => (known.width === Math.floor(width) && known.height === Math.floor(height) ? known : { width: Math.floor(width), height: Math.floor(height) }))
    }
    // The observer tells after the first picture is drawn, and it would be drawn for another room.
    take(element.clientWidth, element.clientHeight)
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) take(entry.contentRect.width, entry.contentRect.height)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [measure, room]
}
