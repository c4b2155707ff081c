'use client'
import { useSyncExternalStore } from 'react'

/** Asked of the browser once, and told by it after that: to ask at each drawing costs more than most of what is drawn. */
let known: { readonly list: MediaQueryList; matches: boolean } | undefined

function motion(): NonNullable<typeof known> {
  if (known !== undefined) return known
  const list = window.matchMedia('(prefers-reduced-motion: reduce)')
  const state = { list, matches: list.matches }
  list.addEventListener('change', ({ matches }) => (state.matches = matches))
  return (known = state)
}

function subscribe(tell: () => void): () => void {
  motion().list.addEventListener('change', tell)
  return () => motion().list.removeEventListener('change', tell)
}

/** Whether the learner asked for no motion. */
export function useReducedMotion(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => motion().matches,
    () => true,
  )
}
