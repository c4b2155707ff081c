'use client'
import { useEffect, useRef } from 'react'
import type * as Monaco from 'monaco-editor/editor'
import type { Diagnostic } from '@/lib/yaml/diagnostic'
import { defineTheme, prepareMonaco } from './monaco'
import { showDiagnostics, tintFindings } from './monaco-language'

/** What the editor shows and whom it tells. */
export interface MonacoFieldProps {
  /** Also the model's name: two fields of one name share text and undo. */
  readonly path: string
  readonly file: string
  readonly text: string
  readonly diagnostics: readonly Diagnostic[]
  readonly goTo: { readonly line: number; readonly column: number } | undefined
  /** Where the caret stood in the text field that Monaco takes over from; focus comes along. */
  readonly caret: number | undefined
  readonly onEdit: (text: string) => void
  readonly onGrade: () => void
}

/** Monaco over the same text as the plain field. Escape, then Tab leaves it. */
export function MonacoField({ path, file, text, diagnostics, goTo, caret, onEdit, onGrade }: MonacoFieldProps) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<Monaco.editor.IStandaloneCodeEditor | undefined>(undefined)
  const found = useRef<Monaco.editor.IEditorDecorationsCollection | undefined>(undefined)
  const latest = useRef({ onEdit, onGrade, text, caret })
  useEffect(() => {
    latest.current = { onEdit, onGrade, text, caret: latest.current.caret }
  })
  useEffect(() => {
    if (host.current === null) return undefined
    const made = create(host.current, path, file, latest)
    editor.current = made
    found.current = made.createDecorationsCollection()
    return () => {
      editor.current = undefined
      made.getModel()?.dispose()
      made.dispose()
    }
  }, [path, file])
  useEffect(() => {
    const model = editor.current?.getModel()
    if (model !== null && model !== undefined && model.getValue() !== text) model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null)
  }, [text])
  useEffect(() => {
    const model = editor.current?.getModel()
    if (model !== null && model !== undefined) showDiagnostics(prepareMonaco(), model, diagnostics)
    if (found.current !== undefined) tintFindings(found.current, diagnostics)
  }, [diagnostics])
  useEffect(() => {
    if (goTo === undefined || editor.current === undefined) return
    editor.current.setPosition({ lineNumber: goTo.line, column: goTo.column })
    editor.current.revealLineInCenter(goTo.line)
    editor.current.focus()
  }, [goTo])
  return <div className="editor-monaco" ref={host} />
}

interface Latest {
  readonly onEdit: (text: string) => void
  readonly onGrade: () => void
  readonly text: string
  readonly caret: number | undefined
}

function create(host: HTMLElement, path: string, file: string, latest: { readonly current: Latest }): Monaco.editor.IStandaloneCodeEditor {
  const monaco = prepareMonaco()
  defineTheme()
  const uri = monaco.Uri.parse(`file:///${path}`)
  const model = monaco.editor.getModel(uri) ?? monaco.editor.createModel(latest.current.text, 'yaml', uri)
  model.updateOptions({ tabSize: 2, insertSpaces: true })
  const made = monaco.editor.create(host, {
    model,
    ariaLabel: `${file}: Escape, then Tab leaves the editor`,
    automaticLayout: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-code'),
    fontSize: 15,
    lineHeight: 24,
    renderFinalNewline: 'on',
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    scrollBeyondLastLine: false,
    renderLineHighlight: 'none',
    lineNumbersMinChars: 3,
    folding: true,
    bracketPairColorization: { enabled: false },
    guides: { indentation: true },
    quickSuggestions: { other: true, comments: false, strings: true },
    fixedOverflowWidgets: true,
    accessibilitySupport: 'auto',
    tabFocusMode: false,
    wordBasedSuggestions: 'off',
    padding: { top: 8, bottom: 8 },
  })
  made.onDidChangeModelContent(() => latest.current.onEdit(made.getValue()))
  made.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter, () => latest.current.onGrade())
  leaveWithEscape(monaco, made)
  const { caret } = latest.current
  if (caret !== undefined) {
    made.setPosition(model.getPositionAt(caret))
    made.focus()
  }
  return made
}

/** Escape, then Tab moves on, as in the plain field: Monaco, which would indent, does not get to see that Tab. */
function leaveWithEscape(monaco: typeof Monaco, editor: Monaco.editor.IStandaloneCodeEditor): void {
  let leaving = false
  editor.onKeyDown((event) => {
    if (event.keyCode === monaco.KeyCode.Escape) leaving = true
    else if (event.keyCode === monaco.KeyCode.Tab && leaving) event.stopPropagation()
    else if (event.keyCode !== monaco.KeyCode.Shift) leaving = false
  })
  editor.onDidBlurEditorWidget(() => {
    leaving = false
  })
}
