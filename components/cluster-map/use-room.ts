'use client'
import { useCallback, useState } from 'react'
import type { Room } from './layout'

/** The size of an element as it is on the page, and the ref that measures it. `first` is what is drawn before it is measured. */
export function useRoom(first: Room): [(element: HTMLElement | null) => (() => void) | undefined, Room] {
  const [room, setRoom] = useState(first)
  const measure = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return
      const { width, height } = entry.contentRect
      // A tab that is hidden has no size: what was laid out before stays.
      if (width === 0) return
      setRoom((known) => (known.width === Math.floor(width) && known.height === Math.floor(height) ? known : { width: Math.floor(width), height: Math.floor(height) }))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [measure, room]
}
