'use client'
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { completed, type Candidates } from './completion'
import { emptyHistory, recall, remember, shownLine } from './line-history'

export interface PromptProps {
  readonly busy: boolean
  readonly ready: boolean
  readonly onRun: (line: string) => void
  readonly onInterrupt: () => void
  readonly onClear: () => void
  readonly complete: (line: string) => Promise<Candidates>
  /** Buttons at the end of the line, while nothing runs. */
  readonly children?: ReactNode
}

/** The prompt. Tab completes a line that has begun; Escape first, and Tab leaves as everywhere. */
export function Prompt({ busy, ready, onRun, onInterrupt, onClear, complete, children }: PromptProps) {
  const input = useRef<HTMLInputElement>(null)
  const [line, setLine] = useState('')
  const [history, setHistory] = useState(emptyHistory)
  const [candidates, setCandidates] = useState<readonly string[]>([])
  const [leaving, setLeaving] = useState(false)

  function write(text: string) {
    setLine(text)
    setCandidates([])
    setLeaving(false)
  }

  function run() {
    if (busy) return
    setHistory(remember(history, line))
    write('')
    if (line.trim() === 'clear') onClear()
    else if (line.trim() !== '') onRun(line)
  }

  function go(way: 'back' | 'on') {
    const next = recall(history, way, line)
    setHistory(next)
    write(shownLine(next))
  }

  async function fillIn() {
    const caret = input.current?.selectionStart ?? line.length
    const found = await complete(line.slice(0, caret))
    // What was typed while the answer was on its way stays.
    if (input.current?.value !== line) return
    const next = completed(line, caret, found)
    flushSync(() => {
      setLine(next.line)
      setCandidates(found.items.length > 1 ? found.items : [])
    })
    input.current.setSelectionRange(next.caret, next.caret)
  }

  function stop() {
    if (busy) onInterrupt()
    else write('')
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.ctrlKey || event.metaKey) onControl(event)
    else if (event.key === 'Escape') setLeaving(true)
    else if (event.key === 'Tab' && !event.shiftKey && line.trim() !== '' && !leaving) {
      event.preventDefault()
      void fillIn()
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      go(event.key === 'ArrowUp' ? 'back' : 'on')
    }
  }

  function onControl(event: KeyboardEvent<HTMLInputElement>) {
    const { selectionStart, selectionEnd } = event.currentTarget
    if (event.key === 'c' && event.ctrlKey && selectionStart === selectionEnd) stop()
    else if (event.key === 'l' && event.ctrlKey) onClear()
    else return
    event.preventDefault()
  }

  return (
    <form
      className="term-prompt"
      onSubmit={(event) => {
        event.preventDefault()
        run()
      }}
    >
      {candidates.length > 0 ? (
        <p className="term-candidates" role="status">
          {candidates.slice(0, 40).join('  ')}
          {candidates.length > 40 ? `  … ${candidates.length - 40} more` : ''}
        </p>
      ) : null}
      <label>
        <span aria-hidden="true">$</span>
        <span className="term-unseen">kubectl line</span>
        <input
          ref={input}
          value={line}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
          placeholder={promptHint(busy, ready)}
          autoCapitalize="none"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="go"
        />
      </label>
      <span className="term-keys">
        {busy ? null : (
          <>
            <button type="button" className="term-touch" onClick={() => go('back')} aria-label="Line before">
              ↑
            </button>
            <button type="button" className="term-touch" onClick={() => void fillIn()}>
              Tab
            </button>
          </>
        )}
        {busy ? (
          <button type="button" onClick={onInterrupt}>
            Stop <kbd>Ctrl-C</kbd>
          </button>
        ) : (
          children
        )}
      </span>
    </form>
  )
}

function promptHint(busy: boolean, ready: boolean): string {
  if (busy) return 'running'
  return ready ? 'kubectl get pods' : 'the practice cluster is starting'
}
