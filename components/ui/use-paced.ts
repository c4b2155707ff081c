'use client'
import { useEffect, useRef, useState } from 'react'
import { turns } from './turns'

/** A value as it stood at most `everyMs` real milliseconds ago: what changes with every frame is drawn this often, in a turn of its own. 0 keeps up with it. */
export function usePaced<T>(value: T, everyMs: number): T {
  const [shown, setShown] = useState(value)
  const latest = useRef(value)
  const last = useRef(-Infinity)
  const isWaiting = useRef(false)
  useEffect(() => {
    latest.current = value
    if (everyMs === 0 || isWaiting.current) return
    isWaiting.current = true
    const draw = () => {
      isWaiting.current = false
      last.current = performance.now()
      setShown(latest.current)
    }
    setTimeout(() => turns.ask(draw), Math.max(0, last.current + everyMs - performance.now()))
  }, [value, everyMs])
  return everyMs === 0 ? value : shown
}
