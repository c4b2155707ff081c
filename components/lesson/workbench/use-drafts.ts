'use client'
import { useEffect } from 'react'
import { record } from '@/components/progress/progress-store'
import { useExerciseProgress, useProgressState } from '@/components/progress/use-progress'
import type { Session } from '@/lib/session/session'

/** A draft is kept this long after the last key, in real milliseconds. */
const quietMs = 500

/** Once: what is typed later is newer than any draft. */
const restored = new WeakSet<Session>()

/** Gives the session the learner's drafts when they are known, and records what is typed; a page that goes away records at once. */
export function useDrafts(session: Session | undefined): void {
  const phase = useProgressState((state) => state.phase)
  const { drafts } = useExerciseProgress(session?.id ?? '')
  useEffect(() => {
    if (session === undefined || phase !== 'ready' || restored.has(session)) return
    restored.add(session)
    session.restore(drafts)
  }, [session, phase, drafts])
  useEffect(() => (session === undefined ? undefined : recordDrafts(session)), [session])
}

function recordDrafts(session: Session): () => void {
  const open = new Map<string, string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    clearTimeout(timer)
    for (const [file, text] of open) record({ type: 'DraftSaved', exercise: session.id, file, text })
    open.clear()
  }
  const stop = session.store.subscribe((state, before) => {
    if (state.files === before.files || state.files === state.starter) return
    for (const [file, text] of Object.entries(state.files)) if (before.files[file] !== text) open.set(file, text)
    clearTimeout(timer)
    timer = setTimeout(flush, quietMs)
  })
  window.addEventListener('pagehide', flush)
  return () => {
    window.removeEventListener('pagehide', flush)
    stop()
    flush()
  }
}
