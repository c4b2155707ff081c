import type { Refusal } from '@/lib/grade/verdict'
import type { Session } from '@/lib/session/session'
import { Place } from './place'

/** A step that was refused, in the server's or kubectl's own words, with each place. */
export function RefusalCard({ refusal, session }: { readonly refusal: Refusal; readonly session: Session }) {
  const { message, diagnostics, at } = refusal
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  return (
    <section className="grade-front" aria-label="What was refused">
      <span className="grade-sign" aria-hidden="true">
        ✕
      </span>
      <h3>
        Could not run: <Place at={at} session={session} />
      </h3>
      <pre className="grade-words">{message}</pre>
      {errors.length < 2 ? null : (
        <ul className="grade-places">
          {errors.map((error) => (
            <li key={`${error.range.start.offset} ${error.message}`}>
              <Place at={{ file: error.file, line: error.range.start.line, column: error.range.start.column, ...(error.path === undefined ? {} : { path: error.path }) }} session={session} /> {error.message}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
