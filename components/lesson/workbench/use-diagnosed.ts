'use client'
import { useEffect } from 'react'
import { useSession } from '@/components/session/session-context'
import type { Session } from '@/lib/session/session'

/** A text is looked at this long after the last key, in real milliseconds. */
const quietMs = 120

/** Has the engine look at a file whenever its text has come to rest. */
export function useDiagnosed(session: Session, file: string, text: string): void {
  const running = useSession(session, (state) => state.engine === 'running')
  useEffect(() => {
    if (!running) return undefined
    const timer = setTimeout(() => session.diagnose(file), quietMs)
    return () => clearTimeout(timer)
  }, [session, file, text, running])
}
