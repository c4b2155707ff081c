'use client'
import { useEffect, useRef } from 'react'
import { useSession } from '@/components/session/session-context'
import { engineHost } from '@/components/session/engine-host'
import type { Session } from '@/lib/session/session'
import type { Diagnostic } from '@/lib/yaml/diagnostic'
import { indented } from './indent'

/** The editor as a text field: there at once, for screen readers and phones too. Escape, then Tab leaves it. */
export function PlainEditor({ session, file, diagnostics }: { readonly session: Session; readonly file: string; readonly diagnostics: readonly Diagnostic[] }) {
  const text = useSession(session, (state) => state.files[file] ?? '')
  const field = useRef<HTMLTextAreaElement>(null)
  const leaving = useRef(false)
  useGoTo(session, file, field)
  const lines = text.split('\n')
  const marked = new Map(diagnostics.map((each) => [each.range.start.line, each.severity]))
  return (
    <div className="editor-scroll">
      <div className="editor-numbers" aria-hidden="true">
        {lines.slice(0, 3_000).map((_, at) => (
          <span key={at} data-mark={marked.get(at + 1)}>
            {at + 1}
          </span>
        ))}
      </div>
      <textarea
        ref={field}
        className="editor-text"
        aria-label={`${file}: Escape, then Tab leaves the editor`}
        aria-describedby="editor-problems"
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        wrap="off"
        rows={Math.min(lines.length, 3_000) + 1}
        value={text}
        onFocus={() => engineHost.open(session)}
        onChange={(event) => session.edit(file, event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') leaving.current = true
          else if (event.key === 'Tab' && !leaving.current) {
            event.preventDefault()
            indent(event.currentTarget, event.shiftKey)
          } else if (event.key !== 'Shift') leaving.current = false
        }}
        onBlur={() => {
          leaving.current = false
        }}
      />
    </div>
  )
}

function useGoTo(session: Session, file: string, field: React.RefObject<HTMLTextAreaElement | null>): void {
  const goTo = useSession(session, (state) => state.goTo)
  useEffect(() => {
    const area = field.current
    if (goTo === undefined || goTo.file !== file || area === null) return
    const lines = area.value.split('\n')
    const start = lines.slice(0, goTo.line - 1).reduce((sum, line) => sum + line.length + 1, 0)
    area.focus()
    area.setSelectionRange(start, start + (lines[goTo.line - 1]?.length ?? 0))
    area.closest('.editor-scroll')?.scrollTo({ top: Math.max(0, (goTo.line - 4) * 24) })
  }, [goTo, file, field])
}

/** Through the browser's own editing, so that it can be undone. */
function indent(area: HTMLTextAreaElement, back: boolean): void {
  const { from, to, text, caret } = indented(area.value, area.selectionStart, area.selectionEnd, back)
  area.setSelectionRange(from, to)
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- there is no other way to write text that the browser can undo
  document.execCommand('insertText', false, text)
  area.setSelectionRange(caret[0], caret[1])
}
