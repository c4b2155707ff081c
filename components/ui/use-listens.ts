'use client'
import { useSyncExternalStore } from 'react'

/** Whether the page's scripts run: before that it hears no keys, and says of none that it does. */
export function useListens(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
}
