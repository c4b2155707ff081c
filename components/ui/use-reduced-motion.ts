'use client'
import { useSyncExternalStore } from 'react'

/** Asked of the browser once: to ask anew at each drawing costs more than most of what is drawn. */
let list: MediaQueryList | undefined

function motion(): MediaQueryList {
  return (list ??= window.matchMedia('(prefers-reduced-motion: reduce)'))
}

function subscribe(tell: () => void): () => void {
  motion().addEventListener('change', tell)
  return () => motion().removeEventListener('change', tell)
}

/** Whether the learner asked for no motion. */
export function useReducedMotion(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => motion().matches,
    () => true,
  )
}
