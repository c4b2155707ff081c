'use client'
import type { Session } from '@/lib/session/session'
import type { Diagnostic } from '@/lib/yaml/diagnostic'

/** What is wrong with the file, each with the way to its line. */
export function Problems({ session, diagnostics }: { readonly session: Session; readonly diagnostics: readonly Diagnostic[] }) {
  return (
    <ul className="problems" id="editor-problems" aria-label="Problems" hidden={diagnostics.length === 0}>
      {diagnostics.slice(0, 50).map(({ file, range, severity, message, path }) => (
        <li key={`${range.start.offset} ${message}`} data-severity={severity}>
          <button type="button" onClick={() => session.goTo(file, range.start.line, range.start.column)}>
            {severity === 'error' ? '✕' : '!'} line {range.start.line}
          </button>{' '}
          {message}
          {path === undefined || message.includes(path) ? null : <code> {path}</code>}
        </li>
      ))}
      {diagnostics.length > 50 ? <li>and {diagnostics.length - 50} more</li> : null}
    </ul>
  )
}
