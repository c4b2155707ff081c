import type * as Monaco from 'monaco-editor/editor'
import type { Diagnostic } from '@/lib/yaml/diagnostic'
import { askLanguage } from './language-client'

/** Diagnostics by model, kept for quick fixes. */
const known = new Map<string, readonly Diagnostic[]>()

/** Completion, hover, quick fixes and formatting from our language worker. */
export function registerLanguage(monaco: typeof Monaco): void {
  monaco.languages.registerCompletionItemProvider('yaml', {
    triggerCharacters: [' ', ':', '-', '\n'],
    provideCompletionItems: async (model, position) => {
      const offset = model.getOffsetAt(position)
      const items = (await askLanguage({ ask: 'complete', text: model.getValue(), offset })) ?? []
      return {
        suggestions: items.map((item) => ({
          label: item.label,
          detail: item.detail,
          insertText: item.insert,
          sortText: item.sort,
          kind: item.insert.includes(':') ? monaco.languages.CompletionItemKind.Property : monaco.languages.CompletionItemKind.Value,
          insertTextRules: monaco.languages.CompletionItemInsertTextRule.KeepWhitespace,
          range: new monaco.Range(position.lineNumber, position.column - item.replace, position.lineNumber, position.column),
        })),
      }
    },
  })
  monaco.languages.registerHoverProvider('yaml', {
    provideHover: async (model, position) => {
      const hover = await askLanguage({ ask: 'hover', text: model.getValue(), offset: model.getOffsetAt(position) })
      if (hover === undefined) return null
      return { range: rangeOf(monaco, model, hover.start, hover.end), contents: [{ value: `**${hover.title}**` }, { value: hover.text }] }
    },
  })
  monaco.languages.registerCodeActionProvider('yaml', {
    provideCodeActions: async (model, range) => {
      const here = (known.get(model.uri.toString()) ?? []).filter((diagnostic) => diagnostic.range.start.line <= range.endLineNumber && diagnostic.range.end.line >= range.startLineNumber)
      const fixes = (await askLanguage({ ask: 'fixes', text: model.getValue(), diagnostics: here })) ?? []
      const actions = fixes.flat().map((fix) => ({
        title: fix.title,
        kind: 'quickfix',
        edit: { edits: [{ resource: model.uri, versionId: model.getVersionId(), textEdit: { range: rangeOf(monaco, model, fix.start, fix.end), text: fix.insert } }] },
      }))
      return { actions, dispose: () => undefined }
    },
  })
  monaco.languages.registerDocumentFormattingEditProvider('yaml', {
    provideDocumentFormattingEdits: async (model) => {
      const text = await askLanguage({ ask: 'format', text: model.getValue() })
      return text === undefined || text === model.getValue() ? [] : [{ range: model.getFullModelRange(), text }]
    },
  })
}

/** Shows diagnostics at their lines. */
export function showDiagnostics(monaco: typeof Monaco, model: Monaco.editor.ITextModel, diagnostics: readonly Diagnostic[]): void {
  known.set(model.uri.toString(), diagnostics)
  monaco.editor.setModelMarkers(
    model,
    'desired-state',
    diagnostics.slice(0, 100).map(({ range, severity, message }) => ({
      startLineNumber: range.start.line,
      startColumn: range.start.column,
      endLineNumber: range.end.line,
      endColumn: Math.max(range.end.column, range.start.column + 1),
      severity: severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
      message,
    })),
  )
}

/** Tints the lines that the grade points to. A problem of the text has its wavy line alone: while one types, whole lines would flicker. */
export function tintFindings(lines: Monaco.editor.IEditorDecorationsCollection, diagnostics: readonly Diagnostic[]): void {
  const found = diagnostics.filter(({ code }) => code === 'finding')
  lines.set(found.map(({ range: { start, end } }) => ({ range: { startLineNumber: start.line, startColumn: 1, endLineNumber: end.line, endColumn: 1 }, options: { isWholeLine: true, className: 'editor-found' } })))
}

function rangeOf(monaco: typeof Monaco, model: Monaco.editor.ITextModel, start: number, end: number): Monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end))
}
