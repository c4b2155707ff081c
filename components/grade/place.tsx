import { showPanel } from '@/components/lesson/workbench/panel-request'
import type { Location } from '@/lib/grade/verdict'
import type { Session } from '@/lib/session/session'
import { terminalFile } from '@/lib/session/submission-of'

/** `catalog.yaml, line 10 · spec.ports[0].targetPort`: a click goes there. */
export function Place({ at, session }: { readonly at: Location; readonly session: Session }) {
  const { file, line, column, path } = at
  const go = () => {
    session.goTo(file, line, column)
    showPanel('edit')
  }
  return (
    <>
      {file === terminalFile ? (
        `line ${line} of the terminal`
      ) : (
        <button type="button" className="grade-where" onClick={go}>
          {file}, line {line}
        </button>
      )}
      {path === undefined || path === '' ? null : (
        <>
          {' · '}
          <code>{path}</code>
        </>
      )}
    </>
  )
}
