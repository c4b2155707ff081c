'use client'
import { useEffect, useState } from 'react'
import type { Film, FilmScript } from '@/lib/course/film'
import { engineHost } from '../session/engine-host'

/** `shooting`: the film shown, if any, is the one before. `failed`: the engine could not. */
export interface Filmed {
  readonly state: 'shooting' | 'shown' | 'failed'
  readonly film: Film | undefined
}

const maxKept = 40
const kept = new Map<string, Promise<Film | undefined>>()

function filmOf(key: string): Promise<Film | undefined> {
  const known = kept.get(key)
  if (known !== undefined) return known
  const film = engineHost.film(JSON.parse(key) as FilmScript)
  kept.set(key, film)
  void film.then((answer) => {
    // What failed may go better the next time.
    if (answer === undefined) kept.delete(key)
  })
  const [oldest] = kept.keys()
  if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest)
  return film
}

/** How long the settings must stand before they are filmed: a slider that is dragged passes many. */
const restMs = 120

/** The film of a script; another script, another film. Those that were filmed once are kept. */
export function useFilm(script: FilmScript): Filmed {
  const key = JSON.stringify(script)
  const [shown, setShown] = useState<{ readonly key: string; readonly film: Film | undefined }>()
  useEffect(() => {
    let wanted = true
    const timer = setTimeout(
      () => {
        void filmOf(key).then((film) => {
          if (wanted) setShown((before) => ({ key, film: film ?? before?.film }))
        })
      },
      kept.has(key) ? 0 : restMs,
    )
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [key])
  if (shown === undefined || shown.key !== key) return { state: 'shooting', film: shown?.film }
  return { state: shown.film === undefined ? 'failed' : 'shown', film: shown.film }
}
