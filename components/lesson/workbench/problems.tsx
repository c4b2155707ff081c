'use client'
import { CodeText } from '@/components/ui/code-text'
import type { QuickFix } from '@/lib/session/language/quick-fix'
import type { Session } from '@/lib/session/session'
import type { Diagnostic } from '@/lib/yaml/diagnostic'

interface ProblemsProps {
  readonly session: Session
  readonly diagnostics: readonly Diagnostic[]
  /** What would mend what the grade found. */
  readonly fix: QuickFix | undefined
  readonly onFix: (fix: QuickFix) => void
}

/** What is wrong with the file, each with the way to its line. */
export function Problems({ session, diagnostics, fix, onFix }: ProblemsProps) {
  return (
    <ul className="problems" id="editor-problems" aria-label="Problems" hidden={diagnostics.length === 0}>
      {diagnostics.slice(0, 50).map(({ code, file, range, severity, message, path }) => (
        <li key={`${range.start.offset} ${message}`} data-severity={severity}>
          <button type="button" onClick={() => session.goTo(file, range.start.line, range.start.column)}>
            {severity === 'error' ? '✕' : '!'} line {range.start.line}
          </button>{' '}
          <CodeText text={message} />
          {path === undefined || message.includes(path) ? null : <code> {path}</code>}
          {code === 'finding' && fix !== undefined ? (
            <button type="button" className="problem-fix" onClick={() => onFix(fix)}>
              {fix.title}
            </button>
          ) : null}
        </li>
      ))}
      {diagnostics.length > 50 ? <li>and {diagnostics.length - 50} more</li> : null}
    </ul>
  )
}
