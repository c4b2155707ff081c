import { CodeText } from '@/components/ui/code-text'
import type { Finding } from '@/lib/grade/verdict'
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
        {wanted === undefined ? null : <Row word="wanted" text={wanted} />}
        {observed === undefined ? null : <Row word="seen" text={observed} />}
        {evidence === undefined ? null : <EvidenceRow evidence={evidence} message={message} />}
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

function Row({ word, text }: { readonly word: string; readonly text: string }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>
        <CodeText text={text} />
      </dd>
    </div>
  )
}

function EvidenceRow({ evidence, message }: { readonly evidence: NonNullable<Finding['evidence']>; readonly message: string }) {
  switch (evidence.kind) {
    case 'requests': {
      const { sent, failed, firstFailure } = evidence
      const first = firstFailure === undefined ? '' : `; the first at ${(firstFailure.atMs / 1000).toFixed(1)} s: ${firstFailure.say}`
      return <Row word="requests" text={`${sent} sent, ${failed} failed${first}`} />
    }
    case 'moment':
      return <Row word="when" text={`${(evidence.moment.atMs / 1000).toFixed(1)} s: ${evidence.moment.say}`} />
    case 'object':
      return evidence.say === message ? null : <Row word={evidence.object.kind} text={`${evidence.object.name}: ${evidence.say}`} />
    case 'message':
      return <Row word={evidence.from} text={evidence.text} />
  }
}
