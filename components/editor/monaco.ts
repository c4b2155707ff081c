import * as monaco from 'monaco-editor/editor'
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/caretOperations/register'
import 'monaco-editor/features/clipboard/register'
import 'monaco-editor/features/codeAction/register'
import 'monaco-editor/features/comment/register'
import 'monaco-editor/features/find/register'
import 'monaco-editor/features/folding/register'
import 'monaco-editor/features/format/register'
import 'monaco-editor/features/gotoError/register'
import 'monaco-editor/features/hover/register'
import 'monaco-editor/features/indentation/register'
import 'monaco-editor/features/linesOperations/register'
import 'monaco-editor/features/multicursor/register'
import 'monaco-editor/features/smartSelect/register'
import 'monaco-editor/features/suggest/register'
import 'monaco-editor/editor/contrib/suggest/browser/suggestController'
import 'monaco-editor/features/toggleTabFocusMode/register'
import 'monaco-editor/features/wordOperations/register'
import 'monaco-editor/languages/definitions/yaml/register'
import { registerLanguage } from './monaco-language'

declare global {
  interface Window {
    MonacoEnvironment?: { getWorker(): Worker }
  }
}

let prepared = false

/** Monaco with YAML, our suggestions and our colours; the same instance each time. */
export function prepareMonaco(): typeof monaco {
  if (prepared) return monaco
  prepared = true
  window.MonacoEnvironment = { getWorker: () => new Worker(new URL('monaco-editor/editor/editor.worker.js', import.meta.url), { type: 'module' }) }
  registerLanguage(monaco)
  return monaco
}

/** Monaco's theme from the page's tokens, light or dark as they are now. */
export function defineTheme(): void {
  const style = getComputedStyle(document.documentElement)
  const probe = document.createElement('span')
  document.body.append(probe)
  const color = (token: string): string => {
    probe.style.color = `var(${token})`
    const [r = 0, g = 0, b = 0] = (/rgba?\(([^)]+)\)/.exec(getComputedStyle(probe).color)?.[1] ?? '0,0,0').split(',').map(Number)
    return `#${[r, g, b].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
  }
  const isDark = luminance(color('--sheet')) < 0.5
  const bare = (token: string) => color(token).slice(1)
  monaco.editor.defineTheme('desired-state', {
    base: isDark ? 'vs-dark' : 'vs',
    inherit: false,
    rules: [
      { token: '', foreground: bare('--ink') },
      { token: 'type', foreground: bare('--chosen') },
      { token: 'comment', foreground: bare('--ink-3') },
      { token: 'string', foreground: bare('--ink') },
      { token: 'number', foreground: bare('--ink') },
      { token: 'keyword', foreground: bare('--ink') },
      { token: 'operators', foreground: bare('--ink-3') },
    ],
    colors: {
      'editor.background': color('--sheet'),
      'editor.foreground': color('--ink'),
      'editorLineNumber.foreground': color('--ink-3'),
      'editorLineNumber.activeForeground': color('--ink'),
      'editorCursor.foreground': color('--ink'),
      'editor.selectionBackground': color('--chosen-soft'),
      'editor.lineHighlightBackground': color('--sheet'),
      'editorError.foreground': color('--failing'),
      'editorWarning.foreground': color('--pending'),
      'editorWidget.background': color('--sheet'),
      'editorWidget.border': color('--rule-strong'),
      'editorSuggestWidget.background': color('--sheet'),
      'editorSuggestWidget.selectedBackground': color('--chosen-soft'),
      'editorSuggestWidget.selectedForeground': color('--ink'),
      'editorHoverWidget.background': color('--sheet'),
      'focusBorder': color('--chosen'),
    },
  })
  probe.remove()
  monaco.editor.setTheme('desired-state')
  if (style.getPropertyValue('--font-code') !== '') monaco.editor.remeasureFonts()
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
