'use client'
import { useEffect, useRef, useState } from 'react'

/** A value as it stood at most `everyMs` real milliseconds ago: what changes with every frame is drawn this often. 0 keeps up with it. */
export function usePaced<T>(value: T, everyMs: number): T {
  const [shown, setShown] = useState(value)
  const last = useRef(-Infinity)
  useEffect(() => {
    if (everyMs === 0) return undefined
    const timer = setTimeout(
      () => {
        last.current = performance.now()
        setShown(value)
      },
      Math.max(0, last.current + everyMs - performance.now()),
    )
    return () => clearTimeout(timer)
  }, [value, everyMs])
  return everyMs === 0 ? value : shown
}
