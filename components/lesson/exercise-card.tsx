'use client'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { record } from '@/components/progress/progress-store'
import { useExerciseProgress } from '@/components/progress/use-progress'
import { useSession, useWorkspace, type ExerciseBrief } from '@/components/session/session-context'
import { Button } from '@/components/ui/button'
import { useModKey } from '@/components/ui/use-mod-key'
import { isPassed, type ExerciseProgress } from '@/lib/progress/fold'
import { sessionOf } from '@/components/session/sessions'
import { gradeNow } from './grade-now'
import { showPanel } from './workbench/panel-request'

const SolutionOffer = lazy(async () => ({ default: (await import('./solution-offer')).SolutionOffer }))

/** An exercise's task, hints and what became of it. The one that is on the workbench has the black button. */
export function ExerciseCard({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const { exercises, active, choose } = useWorkspace()
  const brief = exercises.find((exercise) => exercise.id === id)
  if (brief === undefined) throw new Error(`<Exercise id="${id}"> is not in the lesson's front matter`)
  const number = exercises.indexOf(brief) + 1
  return (
    <section className="exercise" id={id.replace('/', '-')} aria-labelledby={`${id}-title`} data-active={active === brief}>
      <p className="exercise-label">{exercises.length === 1 ? 'Exercise' : `Exercise ${number} of ${exercises.length}`}</p>
      <h2 id={`${id}-title`}>{brief.title}</h2>
      <div className="exercise-task">{children}</div>
      {active === brief ? <AtWork brief={brief} /> : <Button onClick={() => choose(id)}>Put it on the workbench</Button>}
    </section>
  )
}

function AtWork({ brief }: { readonly brief: ExerciseBrief }) {
  const session = sessionOf(brief.id, brief.starter)
  const progress = useExerciseProgress(brief.id)
  const grading = useSession(session, (state) => state.grading.state)
  const [open, setOpen] = useState(0)
  const mod = useModKey()
  const shown = Math.min(Math.max(open, progress.hints), brief.hints.length)
  const takeHint = () => {
    setOpen(shown + 1)
    record({ type: 'HintTaken', exercise: brief.id, hint: shown + 1 })
  }
  return (
    <>
      <Hints hints={brief.hints.slice(0, shown)} />
      <div className="exercise-buttons">
        <Button
          look="first"
          disabled={grading === 'running'}
          onClick={() => {
            gradeNow(session)
            showPanel('grade')
          }}
        >
          {grading === 'running' ? 'Grading …' : 'Apply and grade'} <kbd aria-hidden="true">{mod}↵</kbd>
        </Button>
        {shown < brief.hints.length ? (
          <Button onClick={takeHint}>
            Hint {shown + 1} of {brief.hints.length}
          </Button>
        ) : null}
        <span className="exercise-note">{noteOf(progress)}</span>
      </div>
      {shown === brief.hints.length || progress.attempts > 2 || progress.standing === 'revealed' || isPassed(progress.standing) ? (
        <Suspense>
          <SolutionOffer session={session} standing={progress.standing} />
        </Suspense>
      ) : null}
    </>
  )
}

function Hints({ hints }: { readonly hints: readonly string[] }) {
  return (
    <ol className="exercise-hints" aria-live="polite" hidden={hints.length === 0}>
      {hints.map((hint) => (
        <li key={hint}>{hint}</li>
      ))}
    </ol>
  )
}

function noteOf({ standing, attempts }: ExerciseProgress): string {
  const times = attempts === 1 ? '1 attempt' : `${attempts} attempts`
  if (standing === 'passed') return `passed · ${times}`
  if (standing === 'passed-with-hints') return `passed with hints · ${times}`
  if (standing === 'revealed') return `solution shown · ${times}`
  return attempts === 0 ? '' : times
}
