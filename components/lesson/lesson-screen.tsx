'use client'
import { lazy, Suspense, useCallback, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { record } from '@/components/progress/progress-store'
import { useWorkspace } from '@/components/session/session-context'
import { Divider } from '@/components/ui/divider'
import { gradeNow } from './grade-now'
import { PhoneTabs, type PhoneTab } from './phone-tabs'
import { useLayoutShare } from './use-layout-share'
import { onPanelRequest, showPanel } from './workbench/panel-request'
import './lesson.css'

/** In the first HTML, but not in its scripts: the text comes alive first. */
const Workbench = lazy(async () => ({ default: (await import('./workbench/workbench')).Workbench }))

/** Where they live: text on the left, workbench on the right; on a phone one at a time. */
export function LessonScreen({ lesson, children }: { readonly lesson: string; readonly children: ReactNode }) {
  const { session, exercises, choose } = useWorkspace()
  const [share, setShare] = useLayoutShare('prose', 31.4)
  const [tab, setTab] = useState<PhoneTab>('read')
  useEffect(() => record({ type: 'LessonOpened', lesson }), [lesson])
  useEffect(
    () =>
      onPanelRequest((panel) => {
        setTab(panel === 'terminal' || panel === 'events' ? 'grade' : panel)
      }),
    [],
  )
  useEffect(() => {
    const asked = exercises.find(({ id }) => `#${id.replace('/', '-')}` === window.location.hash)
    if (asked !== undefined) choose(asked.id)
  }, [exercises, choose])
  const onKey = useCallback(
    (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || session === undefined) return
      event.preventDefault()
      gradeNow(session)
      showPanel('grade')
    },
    [session],
  )
  useEffect(() => {
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [onKey])
  const phone = usePhone()
  return (
    <div className="lesson" data-tab={tab} data-alone={session === undefined} style={{ '--prose': `${share}%` } as React.CSSProperties}>
      <main className="lesson-prose" id="main" hidden={!phone && share === 0}>
        <article className="prose">{children}</article>
      </main>
      {session === undefined ? null : (
        <section className="lesson-side" aria-label="Workbench">
          <Divider label="Width of the text" direction="vertical" value={share} min={20} max={60} onMove={setShare} />
          <Suspense fallback={<div className="bench" />}>
            <Workbench phoneTab={tab} isPhone={phone} />
          </Suspense>
          <PhoneTabs tab={tab} onChoose={setTab} session={session} />
        </section>
      )}
    </div>
  )
}

const phoneQuery = '(max-width: 760px)'

function usePhone(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(phoneQuery)
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => window.matchMedia(phoneQuery).matches,
    () => false,
  )
}
