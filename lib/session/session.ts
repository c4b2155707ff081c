import { createStore, type StoreApi } from 'zustand/vanilla'
import type { TrialMoment } from '@/lib/grade/verdict'
import { readPipes, type Filter } from './grep'
import { takeFrames } from './take-frame'
import type { Frame, FromEngine, ToEngine } from './messages'
import type { LogEntry, SessionState } from './session-state'
import type { Speed } from './timeline'

export type SessionStore = StoreApi<SessionState>

const maxLog = 5_000

/** One learner at one exercise: what the page shows of it, and what the learner can do. `post` reaches the engine, whenever there is one. */
export class Session {
  readonly store: SessionStore
  readonly #post: (message: ToEngine) => void
  #nextTicket = 1
  #nextEntry = 1
  #filter: Filter | undefined
  #completions = new Map<number, (answer: { readonly from: number; readonly items: readonly string[] }) => void>()

  constructor(exercise: string, starter: Readonly<Record<string, string>>, drafts: Readonly<Record<string, string>>, post: (message: ToEngine) => void) {
    this.#post = post
    const files = { ...starter, ...drafts }
    this.store = createStore<SessionState>(() => ({
      exercise,
      engine: 'asleep',
      outline: undefined,
      starter,
      files,
      active: Object.keys(files)[0] ?? 'manifest.yaml',
      goTo: undefined,
      diagnostics: {},
      shown: undefined,
      log: [],
      running: { state: 'none' },
      grading: { state: 'none' },
      deeds: [],
    }))
  }

  get state(): SessionState {
    return this.store.getState()
  }

  get id(): string {
    return this.state.exercise
  }

  /** The engine is there (for the first time, or again): gives it this exercise and everything done so far. */
  open(): void {
    const { engine, deeds } = this.state
    if (engine === 'asleep') this.store.setState({ engine: 'starting' })
    this.#post({ do: 'open', session: this.id, deeds })
  }

  /** The engine died or hung: what waited for it gets no answer, and says so. */
  lost(): void {
    const { running, grading } = this.state
    for (const answer of this.#completions.values()) answer({ from: 0, items: [] })
    this.#completions.clear()
    if (running.state !== 'none') this.#log('note', 'The practice cluster was started again; this command was given up.')
    this.store.setState({
      engine: 'restarting',
      shown: undefined,
      running: { state: 'none' },
      grading: grading.state === 'running' ? { state: 'failed', say: 'The practice cluster did not answer in time and was started again. Your files are as you left them.' } : grading,
    })
  }

  /** Takes drafts that were read from the storage after the session began; what was typed meanwhile stays. */
  restore(drafts: Readonly<Record<string, string>>): void {
    const { files, starter } = this.state
    const untouched = Object.entries(drafts).filter(([file]) => files[file] === starter[file])
    if (untouched.length > 0) this.store.setState({ files: { ...files, ...Object.fromEntries(untouched) } })
  }

  edit(file: string, text: string): void {
    const { files } = this.state
    if (files[file] !== text) this.store.setState({ files: { ...files, [file]: text } })
  }

  choose(file: string): void {
    this.store.setState({ active: file })
  }

  goTo(file: string, line: number, column = 1): void {
    this.store.setState(file in this.state.files ? { active: file, goTo: { file, line, column } } : {})
  }

  addFile(name: string, text = ''): void {
    const { files } = this.state
    this.store.setState({ files: name in files ? files : { ...files, [name]: text }, active: name })
  }

  /** Files, cluster and verdict as they were in the beginning. */
  reset(): void {
    const { starter } = this.state
    this.store.setState({ files: starter, active: Object.keys(starter)[0] ?? 'manifest.yaml', diagnostics: {} })
    this.resetCluster()
  }

  /** A fresh cluster and nothing done; the files stay as they are. */
  resetCluster(): void {
    this.store.setState({ deeds: [], log: [], grading: { state: 'none' }, running: { state: 'none' } })
    if (this.state.engine === 'running') this.open()
  }

  /** Applies files one after another, each when the cluster has settled after the one before. */
  demonstrate(files: Readonly<Record<string, string>>): void {
    const ticket = this.#nextTicket++
    this.#post({ do: 'demonstrate', session: this.id, ticket, files })
  }

  diagnose(file: string): number {
    const ticket = this.#nextTicket++
    this.#post({ do: 'diagnose', session: this.id, ticket, file, text: this.state.files[file] ?? '' })
    return ticket
  }

  grade(): void {
    if (this.state.grading.state === 'running') return
    const ticket = this.#nextTicket++
    const { files } = this.state
    this.store.setState({ grading: { state: 'running', ticket, files } })
    this.#post({ do: 'grade', session: this.id, ticket, files })
  }

  /** Runs a line of the terminal; the answers come into the log. One command at a time, as in a shell. */
  run(line: string): void {
    this.#log('command', line)
    if (line.trim() === '') return
    const piped = readPipes(line)
    if (piped.command === undefined) {
      this.#log('stderr', piped.error)
      return
    }
    const program = piped.command.trim().split(/\s/, 1)[0] ?? ''
    if (program !== 'kubectl' && program !== 'k') {
      this.#log('stderr', `${program}: command not found. This terminal knows kubectl, and grep behind a pipe.\n`)
      return
    }
    const ticket = this.#nextTicket++
    this.#filter = piped.filter
    this.store.setState({ running: { state: 'running', ticket, line } })
    this.#post({ do: 'kubectl', session: this.id, ticket, line: piped.command, files: this.state.files })
  }

  /** Closes the text that `kubectl edit` opened. */
  closeEdit(text: string): void {
    const { running } = this.state
    if (running.state !== 'editing') return
    this.store.setState({ running: { state: 'running', ticket: running.ticket, line: 'kubectl edit' } })
    this.#post({ do: 'edited', session: this.id, ticket: running.ticket, text })
  }

  interrupt(): void {
    const { running } = this.state
    if (running.state !== 'none') this.#post({ do: 'interrupt', session: this.id, ticket: running.ticket })
  }

  clearLog(): void {
    this.store.setState({ log: [] })
  }

  complete(line: string): Promise<{ readonly from: number; readonly items: readonly string[] }> {
    const ticket = this.#nextTicket++
    return new Promise((answer) => {
      this.#completions.set(ticket, answer)
      this.#post({ do: 'complete', session: this.id, ticket, line, files: Object.keys(this.state.files) })
    })
  }

  play(): void {
    this.#post({ do: 'clock', session: this.id, clock: 'playing' })
  }

  pause(): void {
    this.#post({ do: 'clock', session: this.id, clock: 'paused' })
  }

  step(): void {
    this.#post({ do: 'step', session: this.id })
  }

  setSpeed(speed: Speed): void {
    this.#post({ do: 'speed', session: this.id, speed })
  }

  seek(at: number): void {
    this.#post({ do: 'seek', session: this.id, at })
  }

  /** Puts this session's clock on a moment of the graded run, or as near to it as the next step came here. */
  showMoment({ step, sinceStepMs }: TrialMoment): void {
    const { grading } = this.state
    if (grading.state !== 'done') return
    const [from = 0, next = Infinity] = grading.stepTimes.slice(step, step + 2)
    // Steps that were applied together have one time here, and the later one's is meant.
    this.seek(next > from ? Math.min(from + sinceStepMs, next) : from + sinceStepMs)
  }

  /** The files as they were when the grade was asked for. */
  #gradedFiles(): Readonly<Record<string, string>> {
    const { grading, files } = this.state
    return grading.state === 'running' ? grading.files : files
  }

  /** Takes frames, oldest first; what is drawn from this session is drawn once for all of them. */
  show(frames: readonly Frame[]): void {
    this.store.setState({ shown: takeFrames(this.state.shown, frames) })
  }

  /** A message of the engine for this session. */
  receive(message: Exclude<FromEngine, { say: 'started' | 'heard' | 'shot' }>): void {
    switch (message.say) {
      case 'opened':
        return this.store.setState({ engine: 'running', outline: message.outline, shown: undefined })
      case 'unknown-exercise':
        return this.store.setState({ engine: 'unknown-exercise' })
      case 'frame':
        return this.show([message.frame])
      case 'diagnosed':
        return this.store.setState({ diagnostics: { ...this.state.diagnostics, [message.file]: message.diagnostics } })
      case 'graded':
        return this.store.setState({ grading: { state: 'done', verdict: message.verdict, files: this.#gradedFiles(), stepTimes: message.stepTimes, lasting: [] } })
      case 'lasting':
        return this.#lasting(message.expectations)
      case 'completed':
        this.#completions.get(message.ticket)?.(message)
        this.#completions.delete(message.ticket)
        return
      case 'demonstrated':
        this.choose(message.file)
        return this.#log('command', `kubectl apply -f ${message.file}`)
      case 'failed':
        return this.#failed(message.ticket, message.message)
      default:
        return this.#ofCommand(message)
    }
  }

  #lasting(lasting: readonly string[]): void {
    const { grading } = this.state
    if (grading.state === 'done') this.store.setState({ grading: { ...grading, lasting } })
  }

  #ofCommand(message: Extract<FromEngine, { say: 'printed' | 'edit' | 'exited' }>): void {
    const { running } = this.state
    if (message.say === 'printed') this.#print(message.stream, message.text)
    if (message.say === 'edit') this.store.setState({ running: { state: 'editing', ticket: message.ticket, fileName: message.fileName, text: message.text } })
    if (message.say !== 'exited') return
    this.store.setState({ deeds: message.deeds })
    if (running.state === 'none' || running.ticket !== message.ticket) return
    const rest = this.#filter?.end().text ?? ''
    this.#filter = undefined
    if (rest !== '') this.#log('stdout', rest)
    this.store.setState({ running: { state: 'none' } })
  }

  /** A pipe takes standard output only, as in a shell. */
  #print(stream: 'stdout' | 'stderr', text: string): void {
    const shown = stream === 'stdout' && this.#filter !== undefined ? this.#filter.take(text) : text
    if (shown !== '') this.#log(stream, shown)
  }

  #failed(ticket: number | undefined, message: string): void {
    const { grading, running } = this.state
    const say = `The practice cluster has a fault of its own: ${message}`
    if (grading.state === 'running' && grading.ticket === ticket) this.store.setState({ grading: { state: 'failed', say } })
    if (running.state === 'none' || running.ticket !== ticket) return
    this.#log('note', say)
    this.store.setState({ running: { state: 'none' } })
  }

  #log(kind: LogEntry['kind'], text: string): void {
    const { log } = this.state
    this.store.setState({ log: [...log.slice(-maxLog), { id: this.#nextEntry++, kind, text }] })
  }
}
