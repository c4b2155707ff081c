'use client'
import { useCallback, useRef } from 'react'
import { CodeEditor } from '@/components/editor/code-editor'
import { useEditorChoice } from '@/components/editor/use-capable'
import { useSession } from '@/components/session/session-context'
import type { Session } from '@/lib/session/session'
import type { Diagnostic } from '@/lib/yaml/diagnostic'
import { gradeNow } from '../grade-now'
import { isTooLong, LongText } from './long-text'
import { PlainEditor } from './plain-editor'
import { Problems } from './problems'
import { useDiagnosed } from './use-diagnosed'

const none: readonly Diagnostic[] = []

/** One file in whichever editor suits, and what is wrong with it below. */
export function EditorView({ session, file }: { readonly session: Session; readonly file: string }) {
  const text = useSession(session, (state) => state.files[file] ?? '')
  const diagnostics = useSession(session, (state) => state.diagnostics[file] ?? none)
  const goTo = useSession(session, (state) => state.goTo)
  const stage = useRef<HTMLDivElement>(null)
  const caretOf = useCallback(() => {
    const field = stage.current?.querySelector('textarea.editor-text')
    return field instanceof HTMLTextAreaElement && document.activeElement === field ? field.selectionStart : undefined
  }, [])
  useDiagnosed(session, file, text)
  return (
    <div className="editor" ref={stage}>
      {isTooLong(text) ? (
        <LongText session={session} file={file} length={text.length} />
      ) : (
        <CodeEditor
          plain={<PlainEditor session={session} file={file} />}
          caretOf={caretOf}
          path={`${session.id}/${file}`}
          file={file}
          text={text}
          diagnostics={diagnostics}
          goTo={goTo?.file === file ? goTo : undefined}
          onEdit={(edited) => session.edit(file, edited)}
          onGrade={() => gradeNow(session)}
        />
      )}
      <Problems session={session} diagnostics={diagnostics} />
      <EditorChoice />
    </div>
  )
}

function EditorChoice() {
  const { choice, choose } = useEditorChoice()
  return (
    <button type="button" className="editor-choice" onClick={() => choose(choice === 'code' ? 'plain' : 'code')}>
      {choice === 'code' ? 'Plain text field' : 'Code editor'}
    </button>
  )
}
