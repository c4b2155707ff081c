'use client'
import { useSession } from '@/components/session/session-context'
import { Button } from '@/components/ui/button'
import type { Session } from '@/lib/session/session'
import type { Grading } from '@/lib/session/session-state'
import { gradeNow } from './grade-now'

export type PhoneTab = 'read' | 'edit' | 'cluster' | 'grade'

const tabs: readonly { readonly id: PhoneTab; readonly text: string }[] = [
  { id: 'read', text: 'Read' },
  { id: 'edit', text: 'Edit' },
  { id: 'cluster', text: 'Cluster' },
  { id: 'grade', text: 'Grade' },
]

/** At the foot of a phone's screen: one side of the lesson at a time. */
export function PhoneTabs({ tab, onChoose, session }: { readonly tab: PhoneTab; readonly onChoose: (tab: PhoneTab) => void; readonly session: Session }) {
  const grading = useSession(session, (state) => state.grading)
  const grade = () => {
    gradeNow(session)
    onChoose('grade')
  }
  return (
    <>
      {tab === 'edit' || tab === 'grade' ? (
        <p className="phone-apply">
          <Button look="first" disabled={grading.state === 'running'} onClick={grade}>
            {grading.state === 'running' ? 'Grading …' : 'Apply and grade'}
          </Button>
        </p>
      ) : null}
      <nav className="phone-tabs" aria-label="Parts of the lesson">
        {tabs.map(({ id, text }) => (
          <button key={id} type="button" aria-current={id === tab ? 'page' : undefined} onClick={() => onChoose(id)}>
            {text}
            {id === 'grade' ? <Count grading={grading} /> : null}
          </button>
        ))}
      </nav>
    </>
  )
}

function Count({ grading }: { readonly grading: Grading }) {
  if (grading.state !== 'done') return null
  const { findings, status } = grading.verdict
  return (
    <span className="phone-count" data-met={status === 'met'}>
      {findings.filter(({ met }) => met).length}/{findings.length}
    </span>
  )
}
