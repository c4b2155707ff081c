import { sayMetrics } from '@/lib/grade/say-metrics'
import type { ReactNode } from 'react'
import { showPanel } from '@/components/lesson/workbench/panel-request'
import { CodeText } from '@/components/ui/code-text'
import type { TrialMoment, Finding } from '@/lib/grade/verdict'
import type { Session } from '@/lib/session/session'
import { Place } from './place'

/** The first check that fails: what was wanted, what was seen, and where it comes from. */
export function FrontFinding({ finding, session, isFirst }: { readonly finding: Finding; readonly session: Session; readonly isFirst: boolean }) {
  const { wanted, observed, at, evidence, message, title } = finding
  return (
    <section className="grade-front" aria-label="First check that does not hold" data-first={isFirst}>
      <span className="grade-sign" aria-hidden="true">
        ✕
      </span>
      <h3>{title}</h3>
      <p className="grade-message">
        <CodeText text={message} />
      </p>
      <dl>
        {wanted === undefined ? null : <Row word="wanted">{wanted}</Row>}
        {observed === undefined ? null : <Row word="seen">{observed}</Row>}
        {evidence === undefined ? null : <EvidenceRow evidence={evidence} message={message} session={session} />}
        {at === undefined ? null : (
          <div>
            <dt>where</dt>
            <dd>
              <Place at={at} session={session} />
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}

function Row({ word, children }: { readonly word: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>
        {typeof children === 'string' ? <CodeText text={children} /> : children}
      </dd>
    </div>
  )
}

function EvidenceRow({ evidence, message, session }: { readonly evidence: NonNullable<Finding['evidence']>; readonly message: string; readonly session: Session }) {
  switch (evidence.kind) {
    case 'requests':
      return (
        <Row word="requests">
          {`${evidence.sent} sent, ${evidence.failed} failed`}
          <FirstFailure evidence={evidence} session={session} />
        </Row>
      )
    case 'moment':
      return (
        <Row word="when">
          <MomentButton moment={evidence.moment} session={session} />: <CodeText text={evidence.moment.say} />
        </Row>
      )
    case 'steps':
      return (
        <Row word="each step">
          <ol>
            {evidence.steps.map((metrics) => (
              <li key={metrics.step}>
                <CodeText text={sayMetrics(metrics)} />
              </li>
            ))}
          </ol>
        </Row>
      )
    case 'object':
      return evidence.say === message ? null : <Row word={evidence.object.kind}>{`${evidence.object.name}: ${evidence.say}`}</Row>
    case 'message':
      return <Row word={evidence.from}>{evidence.text}</Row>
  }
}

function FirstFailure({ evidence: { firstFailure, moment }, session }: { readonly evidence: Extract<NonNullable<Finding['evidence']>, { kind: 'requests' }>; readonly session: Session }) {
  if (firstFailure === undefined) return null
  const say = moment?.say ?? firstFailure.say
  return (
    <>
      {'; the first '}
      {moment === undefined ? `at ${(firstFailure.atMs / 1000).toFixed(1)} s` : <MomentButton moment={moment} session={session} />}: <CodeText text={say} />
      {say === firstFailure.say ? null : ` (${firstFailure.say})`}
    </>
  )
}

/** A moment of the graded run: a click puts the scrubber there. */
function MomentButton({ moment, session }: { readonly moment: TrialMoment; readonly session: Session }) {
  const show = () => {
    session.showMoment(moment)
    showPanel('cluster')
  }
  return (
    <button type="button" className="grade-where" title="Show this moment on the map" onClick={show}>
      at {(moment.atMs / 1000).toFixed(1)} s
    </button>
  )
}
