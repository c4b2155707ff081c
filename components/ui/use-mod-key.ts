'use client'
import { useSyncExternalStore } from 'react'

/** How the key beside the space bar is written on this machine: `⌘` or `Ctrl `. */
export function useModKey(): string {
  return useSyncExternalStore(
    () => () => undefined,
    () => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl '),
    () => 'Ctrl ',
  )
}
