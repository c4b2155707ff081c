'use client'
import { useSyncExternalStore } from 'react'
import { themeKey } from './theme-script'

export type Theme = 'system' | 'light' | 'dark'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function current(): Theme {
  const theme = document.documentElement.dataset['theme']
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

/** The theme chosen here, and how to choose another. Storage may be closed to us: the choice then holds for this page. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(subscribe, current, (): Theme => 'system')
  return [theme, chooseTheme]
}

function chooseTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  try {
    if (theme === 'system') localStorage.removeItem(themeKey)
    else localStorage.setItem(themeKey, theme)
  } catch {
    // Private windows may refuse: nothing is lost but the memory of the choice.
  }
  for (const listener of listeners) listener()
}
