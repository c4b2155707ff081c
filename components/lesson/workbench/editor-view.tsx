'use client'
import { useCallback, useMemo, useRef } from 'react'
import { CodeEditor, fetchCodeEditor } from '@/components/editor/code-editor'
import { useEditorChoice } from '@/components/editor/use-capable'
import { useSession } from '@/components/session/session-context'
import { foundIn } from '@/lib/session/finding-diagnostic'
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
  const said = useSession(session, (state) => state.diagnostics[file] ?? none)
  const grading = useSession(session, (state) => state.grading)
  const found = useMemo(() => (grading.state === 'done' ? foundIn(grading.verdict, file, grading.files[file], text) : undefined), [grading, file, text])
  const diagnostics = useMemo(() => (found === undefined ? said : [...said, found.diagnostic]), [said, found])
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
          plain={<PlainEditor session={session} file={file} diagnostics={diagnostics} />}
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
      <Problems session={session} diagnostics={diagnostics} fix={found?.fix} onFix={({ start, end, insert }) => session.edit(file, text.slice(0, start) + insert + text.slice(end))} />
      <EditorChoice />
    </div>
  )
}

function EditorChoice() {
  const { choice, choose } = useEditorChoice()
  const prepare = () => {
    if (choice === 'plain') fetchCodeEditor()
  }
  const change = () => {
    prepare()
    choose(choice === 'code' ? 'plain' : 'code')
  }
  return (
    <button type="button" className="editor-choice" onPointerEnter={prepare} onFocus={prepare} onClick={change}>
      {choice === 'code' ? 'Plain text field' : 'Code editor'}
    </button>
  )
}
