import { handle } from '@/lib/cluster/api/handle'
import type { KubectlAnswer, KubectlEffect, KubectlProgram } from '@/lib/kubectl/effect'
import { readFile } from '@/lib/kubectl/run'
import type { History } from './history'
import type { FromEngine } from './messages'

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
  readonly #program: KubectlProgram
  #waiting: Waiting = { for: 'nothing' }

  /** `home`: the client's configuration, as earlier commands of the session left it. */
  constructor(ticket: number, line: string, { files, home }: { readonly files: Readonly<Record<string, string>>; readonly home: Readonly<Record<string, string>> }, program: KubectlProgram, history: History) {
    this.ticket = ticket
    this.line = line
    this.files = files
    this.#home = home
    this.at = history.present.now
    this.#program = program
  }

  get exitCode(): number | undefined {
    return this.#waiting.for === 'end' ? this.#waiting.exitCode : undefined
  }

  get waitsForTime(): boolean {
    return this.#waiting.for === 'time'
  }

  /** Runs until it ends or waits for something that is not there yet. */
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
    let answer = first
    for (;;) {
      const next = this.#program.next(answer)
      if (next.done === true) {
        this.#waiting = { for: 'end', exitCode: next.value }
        return
      }
      const waiting = this.#waitFor(next.value, history)
      if (waiting !== undefined) {
        this.#waiting = waiting
        if (next.value.effect === 'edit') post({ say: 'edit', session, ticket: this.ticket, fileName: next.value.fileName, text: next.value.text })
        return
      }
      answer = this.#answer(next.value, session, history, post)
    }
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
