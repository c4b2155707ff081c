'use client'
import { useState } from 'react'
import { record } from '@/components/progress/progress-store'
import { useSession } from '@/components/session/session-context'
import { engineHost } from '@/components/session/engine-host'
import { Button } from '@/components/ui/button'
import { isPassed, type Standing } from '@/lib/progress/fold'
import type { Session } from '@/lib/session/session'
import { YamlText } from './prose/yaml-text'
import { showPanel } from './workbench/panel-request'

/** One right answer, on demand: shown in two steps, since an exercise whose solution was shown is not credited. */
export function SolutionOffer({ session, standing }: { readonly session: Session; readonly standing: Standing }) {
  const [step, setStep] = useState<'closed' | 'asked' | 'open'>(standing === 'revealed' ? 'open' : 'closed')
  const solution = useSession(session, (state) => state.outline?.solution)
  const reveal = () => {
    engineHost.open(session)
    if (!isPassed(standing)) record({ type: 'SolutionRevealed', exercise: session.id })
    setStep('open')
  }
  if (step === 'closed') {
    return (
      <Button look="quiet" onClick={() => (isPassed(standing) ? reveal() : setStep('asked'))}>
        Show the solution
      </Button>
    )
  }
  if (step === 'asked') {
    return (
      <p className="exercise-ask">
        An exercise whose solution was shown is not credited.{' '}
        <Button onClick={reveal}>Show it</Button> <Button onClick={() => setStep('closed')}>Keep trying</Button>
      </p>
    )
  }
  if (solution === undefined) return <p className="exercise-note">The solution comes with the practice cluster, which is starting.</p>
  return <Solution session={session} solution={solution} />
}

function Solution({ session, solution }: { readonly session: Session; readonly solution: Readonly<Record<string, string>> }) {
  const play = () => {
    session.reset()
    for (const [file, text] of Object.entries(solution)) {
      session.addFile(file)
      session.edit(file, text)
    }
    showPanel('cluster')
    session.demonstrate(solution)
  }
  return (
    <div className="solution">
      <div className="solution-head">
        <h3>One solution</h3>
        <Button look="light" onClick={play}>
          Play it from the start
        </Button>
      </div>
      {Object.entries(solution).map(([file, text]) => (
        <figure key={file} className="code">
          <figcaption>{file}</figcaption>
          <pre tabIndex={0}>
            <code>
              <YamlText text={text.trimEnd()} />
            </code>
          </pre>
        </figure>
      ))}
    </div>
  )
}
