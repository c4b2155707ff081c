'use client'
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { GradePanel, verdictWord } from '@/components/grade/grade-panel'
import { useSession, type ExerciseBrief } from '@/components/session/session-context'
import { panelId, tabId, Tabs } from '@/components/ui/tabs'
import { isPassed, type Standing } from '@/lib/progress/fold'
import type { Session } from '@/lib/session/session'
import type { Grading } from '@/lib/session/session-state'
import { onPanelRequest } from './panel-request'

type Side = 'terminal' | 'grade' | 'events'

const TerminalPane = dynamic(() => import('./terminal-pane').then((module) => module.TerminalPane), { ssr: false })
const EventsPane = dynamic(() => import('./events-pane').then((module) => module.EventsPane), { ssr: false })

/** Terminal, grade and events, one at a time. */
export function SidePane({ session, brief, standing }: { readonly session: Session; readonly brief: ExerciseBrief; readonly standing: Standing }) {
  const [side, setSide] = useState<Side>('grade')
  const grading = useSession(session, (state) => state.grading)
  useEffect(
    () =>
      onPanelRequest((panel) => {
        if (panel === 'terminal' || panel === 'grade' || panel === 'events') setSide(panel)
      }),
    [],
  )
  return (
    <>
      <div className="pane-head">
        <Tabs
          label="Terminal, grade, events"
          name="side"
          chosen={side}
          onChoose={setSide}
          tabs={[
            { id: 'terminal', text: 'Terminal' },
            { id: 'grade', text: gradeTab(grading) },
            { id: 'events', text: 'Events' },
          ]}
        />
        <span className="pane-note" data-status={grading.state === 'done' ? grading.verdict.status : undefined}>
          {grading.state === 'none' && isPassed(standing) ? 'passed' : verdictWord(grading)}
        </span>
      </div>
      <div className="pane-body" role="tabpanel" id={panelId('side')} aria-labelledby={tabId('side', side)}>
        {side === 'terminal' ? <TerminalPane session={session} /> : null}
        {side === 'grade' ? <GradePanel session={session} brief={brief} passed={isPassed(standing)} /> : null}
        {side === 'events' ? <EventsPane session={session} /> : null}
      </div>
    </>
  )
}

function gradeTab(grading: Grading): string {
  if (grading.state !== 'done') return 'Grade'
  const { findings } = grading.verdict
  return `Grade · ${findings.filter(({ met }) => met).length} of ${findings.length}`
}
