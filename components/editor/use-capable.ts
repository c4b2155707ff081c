'use client'
import { useSyncExternalStore } from 'react'

type Choice = 'code' | 'plain' | undefined

const key = 'desired-state/editor'
const listeners = new Set<() => void>()

function stored(): Choice {
  try {
    const value = localStorage.getItem(key)
    return value === 'code' || value === 'plain' ? value : undefined
  } catch {
    return undefined
  }
}

/** What the learner chose, or what suits the device: Monaco on a wide screen with a pointer, the plain field elsewhere. */
function suits(): 'code' | 'plain' {
  return stored() ?? (matchMedia('(min-width: 900px) and (pointer: fine)').matches ? 'code' : 'plain')
}

/** Which editor to show, and the switch. On the server and until the page is alive it is the plain one. */
export function useEditorChoice(): { readonly choice: 'code' | 'plain'; readonly choose: (choice: 'code' | 'plain') => void } {
  const choice = useSyncExternalStore(subscribe, suits, () => 'plain' as const)
  return { choice, choose: remember }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function remember(choice: 'code' | 'plain'): void {
  try {
    localStorage.setItem(key, choice)
  } catch {
    // Without storage the choice holds for as long as the page does nothing else: there is no other place for it.
  }
  for (const listener of listeners) listener()
}
