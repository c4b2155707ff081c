'use client'
import { useSession, type ExerciseBrief } from '@/components/session/session-context'
import type { Finding, Verdict } from '@/lib/grade/verdict'
import type { Session } from '@/lib/session/session'
import type { Grading } from '@/lib/session/session-state'
import { showPanel } from '@/components/lesson/workbench/panel-request'
import { Button } from '@/components/ui/button'
import { FrontFinding } from './front-finding'
import { RefusalCard } from './refusal-card'
import './grade.css'

/** The check list with its evidence: what must be told first in front, the rest one line each. */
export function GradePanel({ session, brief, passed }: { readonly session: Session; readonly brief: ExerciseBrief; readonly passed: boolean }) {
  const grading = useSession(session, (state) => state.grading)
  return (
    <div className="grade" role="region" aria-label="Grade" tabIndex={0}>
      <p className="unseen" role="status">
        {announce(grading)}
      </p>
      {grading.state === 'failed' ? <p className="grade-failed">{grading.say}</p> : null}
      {grading.state === 'done' ? <VerdictView verdict={grading.verdict} lasting={grading.lasting} session={session} /> : <Wanted brief={brief} passed={passed} running={grading.state === 'running'} />}
    </div>
  )
}

/** Before the first grade: what will be looked at. */
function Wanted({ brief, passed, running }: { readonly brief: ExerciseBrief; readonly passed: boolean; readonly running: boolean }) {
  return (
    <>
      <p className="grade-lead">{running ? 'Your files are applied to a fresh cluster and watched.' : passed ? 'You have passed this exercise. These checks held:' : 'Not graded yet. These will be looked at:'}</p>
      <ul className="grade-list">
        {brief.checks.map(({ id, title }) => (
          <li key={id} className="grade-check" data-state={passed ? 'holds' : 'waits'}>
            <Sign state={passed ? 'holds' : 'waits'} /> <span>{title}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function VerdictView({ verdict, lasting, session }: { readonly verdict: Verdict; readonly lasting: readonly string[]; readonly session: Session }) {
  const { findings, refusals, status } = verdict
  const front = status === 'met' ? undefined : findings.find(({ met, waitsFor }) => !met && waitsFor === undefined)
  const tell = status === 'met' ? [] : refusals
  return (
    <>
      {status === 'met' ? <p className="grade-met">All {findings.length} checks hold. This took {(verdict.simulatedMs / 1000).toFixed(0)} simulated seconds.</p> : null}
      {tell.map((refusal) => (
        <RefusalCard key={refusal.step} refusal={refusal} session={session} />
      ))}
      {front === undefined ? null : <FrontFinding finding={front} session={session} isFirst={tell.length === 0} />}
      <Lasting findings={findings.filter(({ expectation }) => lasting.includes(expectation))} session={session} />
      <ul className="grade-list">
        {findings
          .filter((finding) => finding !== front)
          .sort((a, b) => Number(a.met) - Number(b.met))
          .map((finding) => (
            <Line key={finding.expectation} finding={finding} />
          ))}
      </ul>
    </>
  )
}

/** What happened cannot be taken back by another file: says so, and offers a fresh cluster. */
function Lasting({ findings, session }: { readonly findings: readonly Finding[]; readonly session: Session }) {
  const [first] = findings
  if (first === undefined) return null
  return (
    <div className="grade-lasting" role="note">
      <p>
        {findings.length === 1 ? `“${first.title}” was` : `${findings.length} of these checks, among them “${first.title}”, were`} broken by what you did earlier. The grade looks at everything since the exercise began, so no change of the files can mend that: it needs a fresh cluster.
      </p>
      <Button
        onClick={() => {
          session.resetCluster()
          showPanel('edit')
        }}
      >
        Reset the cluster
      </Button>{' '}
      <span className="grade-note">Your files stay as they are.</span>
    </div>
  )
}

function Line({ finding }: { readonly finding: Finding }) {
  const state = finding.met ? 'holds' : finding.waitsFor === undefined ? 'fails' : 'waits'
  return (
    <li className="grade-check" data-state={state}>
      <Sign state={state} />
      <span>
        {finding.title}
        {state === 'waits' ? <span className="grade-note"> · waits for the one above</span> : null}
        {state === 'fails' ? <span className="grade-note"> · {finding.message}</span> : null}
      </span>
    </li>
  )
}

function Sign({ state }: { readonly state: 'holds' | 'fails' | 'waits' }) {
  const [sign, word] = state === 'holds' ? ['✓', 'holds:'] : state === 'fails' ? ['✕', 'does not hold:'] : ['○', 'not looked at yet:']
  return (
    <span className="grade-sign">
      <span aria-hidden="true">{sign}</span>
      <span className="unseen">{word}</span>
    </span>
  )
}

function announce(grading: Grading): string {
  if (grading.state === 'running') return 'Grading.'
  if (grading.state !== 'done') return ''
  const { findings, status } = grading.verdict
  const met = findings.filter((finding) => finding.met).length
  const front = findings.find((finding) => !finding.met && finding.waitsFor === undefined)
  return status === 'met' ? `Passed: all ${findings.length} checks hold.` : `${verdictWord(grading)}: ${met} of ${findings.length} checks hold. ${front?.message ?? ''}`
}

/** The three words for three things, and the fourth for none of them. */
export function verdictWord(grading: Grading): string {
  if (grading.state === 'running') return 'grading'
  if (grading.state === 'failed') return 'could not run'
  if (grading.state === 'none') return 'not yet'
  const { status } = grading.verdict
  if (status === 'met') return 'passed'
  return status === 'unmet' ? 'not right' : 'could not run'
}
