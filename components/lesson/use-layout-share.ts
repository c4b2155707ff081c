'use client'
import { useCallback, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
const moved = new Map<string, number>()

/** Where a divider stands, in percent; kept in this browser. */
export function useLayoutShare(name: string, initial: number): readonly [number, (percent: number) => void] {
  const key = `desired-state.layout.${name}`
  const share = useSyncExternalStore(subscribe, () => moved.get(key) ?? stored(key) ?? initial, () => initial)
  const set = useCallback(
    (percent: number) => {
      moved.set(key, percent)
      try {
        localStorage.setItem(key, String(percent))
      } catch {
        // The divider then stands here until the page is closed.
      }
      for (const listener of listeners) listener()
    },
    [key],
  )
  return [share, set]
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function stored(key: string): number | undefined {
  try {
    const text = localStorage.getItem(key)
    const share = text === null ? NaN : Number(text)
    return Number.isFinite(share) && share >= 0 && share <= 90 ? share : undefined
  } catch {
    return undefined
  }
}
