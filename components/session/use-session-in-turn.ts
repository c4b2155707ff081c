'use client'
import { useEffect, useState } from 'react'
import type { Session } from '@/lib/session/session'
import type { SessionState } from '@/lib/session/session-state'
import { turns } from '../ui/turns'

/** A part of the session's state for what is drawn from every frame of the engine: it comes in a turn of its own, a frame or a few after it changed. */
export function useSessionInTurn<T>(session: Session, select: (state: SessionState) => T): T {
  const [value, setValue] = useState(() => select(session.state))
  useEffect(() => {
    const draw = () => setValue(() => select(session.state))
    const stop = session.store.subscribe((state, before) => {
      if (select(state) !== select(before)) turns.ask(draw)
    })
    // It may have changed since it was first drawn.
    turns.ask(draw)
    return () => {
      stop()
      turns.drop(draw)
    }
  }, [session, select])
  return value
}
