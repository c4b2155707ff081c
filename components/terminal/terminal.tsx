'use client'
import { memo, useEffect, useRef } from 'react'
import './terminal.css'
import type { LogEntry, Running } from '@/lib/session/session-state'
import type { Candidates } from './completion'
import { EditBuffer } from './edit-buffer'
import { Prompt } from './prompt'

export interface TerminalProps {
  readonly log: readonly LogEntry[]
  readonly running: Running
  /** Runs a line: `kubectl get pods | grep web`. */
  readonly onRun: (line: string) => void
  /** Ctrl-C while a command runs. */
  readonly onInterrupt: () => void
  readonly onClear: () => void
  /** Closes the text that `kubectl edit` opened. */
  readonly onCloseEdit: (text: string) => void
  readonly complete: (line: string) => Promise<Candidates>
  /** Whether there is a cluster to talk to. */
  readonly ready: boolean
}

/** A terminal for kubectl lines: a log, and a prompt with history and completion. */
export function Terminal({ log, running, onRun, onInterrupt, onClear, onCloseEdit, complete, ready }: TerminalProps) {
  const box = useRef<HTMLDivElement>(null)
  const isUp = useRef(false)
  // The log keeps its end in view by itself; only who scrolled up is brought back, since to ask where it stands lays out the whole page.
  useEffect(() => {
    if (isUp.current && box.current !== null) box.current.scrollTop = 0
  }, [log, running])

  return (
    <section className="term" aria-label="Terminal">
      <div ref={box} className="term-log" role="log" aria-label="Output" tabIndex={0} onScroll={({ currentTarget }) => (isUp.current = currentTarget.scrollTop < 0)}>
        <div>
          {log.length === 0 ? <p className="term-hint">kubectl as it is. Tab completes, ↑ brings lines back, Ctrl-C stops what runs.</p> : null}
          {log.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </div>
      </div>
      {running.state === 'editing' ? (
        <EditBuffer key={running.ticket} fileName={running.fileName} text={running.text} onClose={onCloseEdit} />
      ) : (
        <Prompt busy={running.state === 'running'} ready={ready} onRun={onRun} onInterrupt={onInterrupt} onClear={onClear} complete={complete}>
          <button type="button" onClick={() => void navigator.clipboard.writeText(textOf(log))} disabled={log.length === 0}>
            Copy
          </button>
          <button type="button" onClick={onClear} disabled={log.length === 0}>
            Clear
          </button>
        </Prompt>
      )}
    </section>
  )
}

const Entry = memo(function Entry({ entry }: { readonly entry: LogEntry }) {
  if (entry.kind === 'command') {
    return (
      <pre className="term-entry" data-kind="command">
        <span aria-hidden="true">$ </span>
        {entry.text}
      </pre>
    )
  }
  return (
    <pre className="term-entry" data-kind={entry.kind}>
      {entry.kind === 'stderr' ? <span className="term-unseen">Error output: </span> : null}
      {entry.text.replace(/\n$/, '')}
    </pre>
  )
})

function textOf(log: readonly LogEntry[]): string {
  return log.map((entry) => (entry.kind === 'command' ? `$ ${entry.text}\n` : entry.text.endsWith('\n') ? entry.text : `${entry.text}\n`)).join('')
}
