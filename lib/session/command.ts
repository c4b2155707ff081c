import { handle } from '@/lib/cluster/api/handle'
import { NotFetched } from '@/lib/kube/not-fetched'
import type { KubectlAnswer, KubectlEffect, KubectlProgram } from '@/lib/kubectl/effect'
import { kubectl } from '@/lib/kubectl/kubectl'
import { readFile } from '@/lib/kubectl/run'
import { splitWords } from '@/lib/kubectl/words'
import type { History } from './history'
import type { Deed, FromEngine } from './messages'
import { appliedFile } from './submission-of'

type Post = (message: Extract<FromEngine, { say: 'printed' | 'edit' }>) => void

/** What a command waits for. */
type Waiting = { readonly for: 'nothing' } | { readonly for: 'time'; readonly untilMs: number; readonly changes: number } | { readonly for: 'editor' } | { readonly for: 'end'; readonly exitCode: number }

/** A kubectl command that runs on a session's cluster, while simulated time passes or not. */
export class RunningCommand {
  readonly ticket: number
  readonly line: string
  readonly files: Readonly<Record<string, string>>
  /** Simulated time at which it was started. */
  readonly at: number
  edited: string | undefined
  /** Files it wrote: the client's configuration. */
  written: Readonly<Record<string, string>> = {}
  /** Whether a request of its own wrote; time alone changes things too. */
  changedSomething = false
  readonly #home: Readonly<Record<string, string>>
  #program: KubectlProgram
  #waiting: Waiting = { for: 'nothing' }
  /** What it has asked for and not been given yet: asked again where code had to be fetched first. */
  #asked: KubectlEffect | undefined
  #hasPrinted = false

  /** `home`: the client's configuration, as earlier commands of the session left it. */
  constructor(ticket: number, line: string, { files, home }: { readonly files: Readonly<Record<string, string>>; readonly home: Readonly<Record<string, string>> }, history: History) {
    this.ticket = ticket
    this.line = line
    this.files = files
    this.#home = home
    this.at = history.present.now
    this.#program = programOf(line)
  }

  get exitCode(): number | undefined {
    return this.#waiting.for === 'end' ? this.#waiting.exitCode : undefined
  }

  get waitsForTime(): boolean {
    return this.#waiting.for === 'time'
  }

  /** What is to be done again after the engine was lost. */
  get deed(): Deed {
    const { line, files, at, edited } = this
    const file = appliedFile(line, files)
    if (file !== undefined) return { did: 'apply', at, files: { [file]: files[file] ?? '' } }
    return { did: 'kubectl', at, line, files, ...(edited === undefined ? {} : { edited }) }
  }

  /** Runs until it ends or waits for something that is not there yet. Throws `NotFetched` where that is code: then it is run again once that is here. */
  run(session: string, history: History, post: Post): void {
    const waiting = this.#waiting
    if (waiting.for === 'nothing') this.#drive(undefined, session, history, post)
    if (waiting.for === 'time' && (history.changes !== waiting.changes || history.present.now >= waiting.untilMs)) this.#drive(history.present.now, session, history, post)
  }

  /** The editor that the command opened was closed with this text. */
  edit(text: string, session: string, history: History, post: Post): void {
    if (this.#waiting.for !== 'editor') return
    this.edited = text
    this.#drive(text, session, history, post)
  }

  #drive(first: KubectlAnswer, session: string, history: History, post: Post): void {
    this.#waiting = { for: 'nothing' }
    let answer = first
    for (;;) {
      const effect = this.#asked ?? this.#next(answer)
      if (effect === undefined) return
      const waiting = this.#waitFor(effect, history)
      if (waiting !== undefined) {
        this.#waiting = waiting
        if (effect.effect === 'edit') post({ say: 'edit', session, ticket: this.ticket, fileName: effect.fileName, text: effect.text })
        return
      }
      this.#asked = effect
      answer = this.#answer(effect, session, history, post)
      this.#asked = undefined
    }
  }

  /** What the program asks for next; undefined where it has ended. */
  #next(answer: KubectlAnswer): KubectlEffect | undefined {
    try {
      const next = this.#program.next(answer)
      if (next.done !== true) return next.value
      this.#waiting = { for: 'end', exitCode: next.value }
    } catch (cause) {
      // A program that threw is over. As long as it has done nothing, a new one does the same.
      if (cause instanceof NotFetched && !this.#hasPrinted && !this.changedSomething) this.#program = programOf(this.line)
      throw cause
    }
    return undefined
  }

  #waitFor(effect: KubectlEffect, history: History): Waiting | undefined {
    if (effect.effect === 'edit') return { for: 'editor' }
    if (effect.effect !== 'idle') return undefined
    if (effect.untilMs !== undefined && effect.untilMs <= history.present.now) return undefined
    return { for: 'time', untilMs: effect.untilMs ?? Infinity, changes: history.changes }
  }

  #answer(effect: KubectlEffect, session: string, history: History, post: Post): KubectlAnswer {
    switch (effect.effect) {
      case 'request': {
        const { cluster, response } = handle(history.present, effect.request, history.onChange)
        if (cluster.resourceVersion !== history.present.resourceVersion) this.changedSomething = true
        history.become(cluster)
        return response
      }
      case 'print':
        this.#hasPrinted = true
        post({ say: 'printed', session, ticket: this.ticket, stream: effect.stream, text: effect.text })
        return undefined
      case 'read':
        return readFile(effect.path, { files: { ...this.files, ...this.#home } })
      case 'write':
        this.changedSomething = true
        this.written = { ...this.written, [effect.path]: effect.text }
        return undefined
      case 'now':
        return { nowMs: history.present.now, epochMs: history.present.simulation.epochMs }
      default:
        return history.present.now
    }
  }
}

/** A line may begin with `kubectl` or not. */
function programOf(line: string): KubectlProgram {
  const split = splitWords(line.trim().replace(/^kubectl(\s+|$)/, ''))
  return 'error' in split ? refuse(split.error) : kubectl(split.words)
}

/** What a shell does with a line it cannot split. */
function* refuse(error: string): KubectlProgram {
  yield { effect: 'print', stream: 'stderr', text: `${error}\n` }
  return 2
}
