import { useSession } from '@/components/session/session-context'
import type { Refusal } from '@/lib/grade/verdict'
import type { Session } from '@/lib/session/session'
import type { Diagnostic } from '@/lib/yaml/diagnostic'
import { Place } from './place'

const none: readonly Diagnostic[] = []
/** Longer answers of the server are folded: what they mean stands above them. */
const shortWords = 320

/** A step that was refused: the places in the file that explain it, and the server's or kubectl's own words. */
export function RefusalCard({ refusal, session }: { readonly refusal: Refusal; readonly session: Session }) {
  const { message, diagnostics, at } = refusal
  const known = useSession(session, (state) => state.diagnostics[at.file] ?? none)
  const errors = (known.some(isError) ? known : diagnostics).filter(isError).slice(0, 12)
  const [first] = errors
  const place = first === undefined ? at : placeOf(first)
  return (
    <section className="grade-front" aria-label="What was refused">
      <span className="grade-sign" aria-hidden="true">
        ✕
      </span>
      <h3>
        Could not run: <Place at={place} session={session} />
      </h3>
      {errors.length === 0 || (errors.length === 1 && first?.message === message) ? null : (
        <ul className="grade-places">
          {errors.map((error) => (
            <li key={`${error.range.start.offset} ${error.message}`}>
              {errors.length === 1 ? null : (
                <>
                  <Place at={placeOf(error)} session={session} />
                  {': '}
                </>
              )}
              {error.message}
            </li>
          ))}
        </ul>
      )}
      {message.length <= shortWords || errors.length === 0 ? (
        <pre className="grade-words">{message}</pre>
      ) : (
        <details className="grade-details">
          <summary>The server’s own words</summary>
          <pre className="grade-words">{message}</pre>
        </details>
      )}
    </section>
  )
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error'
}

function placeOf({ file, range, path }: Diagnostic) {
  return { file, line: range.start.line, column: range.start.column, ...(path === undefined ? {} : { path }) }
}
