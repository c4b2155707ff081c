import type { Verdict } from '@/lib/grade/verdict'
import type { Diagnostic } from '@/lib/yaml/diagnostic'
import type { Deed, ExerciseOutline } from './messages'
import type { Shown } from './timeline'

/** The engine from the page's side. `restarting` keeps all work: it is posted again. */
export type EngineState = 'asleep' | 'starting' | 'running' | 'restarting' | 'unknown-exercise'

/** One line in the terminal's log. */
export interface LogEntry {
  readonly id: number
  readonly kind: 'command' | 'stdout' | 'stderr' | 'note'
  readonly text: string
}

/** What the terminal is at. An `editing` command has opened a text and waits until it is closed. */
export type Running = { readonly state: 'none' } | { readonly state: 'running'; readonly ticket: number; readonly line: string } | { readonly state: 'editing'; readonly ticket: number; readonly fileName: string; readonly text: string }

/** `lasting`: expectations, by id, that only a fresh cluster can meet any more. */
export type Grading = { readonly state: 'none' } | { readonly state: 'running'; readonly ticket: number; readonly files: Readonly<Record<string, string>> } | { readonly state: 'done'; readonly verdict: Verdict; readonly files: Readonly<Record<string, string>>; readonly stepTimes: readonly number[]; readonly lasting: readonly string[] } | { readonly state: 'failed'; readonly say: string }

export interface SessionState {
  readonly exercise: string
  readonly engine: EngineState
  readonly outline: ExerciseOutline | undefined
  readonly starter: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, string>>
  readonly active: string
  /** A place to go to in the editor; another value each time it is asked for. */
  readonly goTo: { readonly file: string; readonly line: number; readonly column: number } | undefined
  readonly diagnostics: Readonly<Record<string, readonly Diagnostic[]>>
  readonly shown: Shown | undefined
  readonly log: readonly LogEntry[]
  readonly running: Running
  readonly grading: Grading
  readonly deeds: readonly Deed[]
}
