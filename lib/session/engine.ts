import type { Cluster } from '@/lib/cluster/cluster'
import { diagnose } from '@/lib/grade/diagnose'
import type { Exercise } from '@/lib/grade/exercise'
import { grade } from '@/lib/grade/grade'
import { prepareCluster } from '@/lib/grade/run-submission'
import { NotFetched } from '@/lib/kube/not-fetched'
import { goalsOf } from './goals'
import { HostedSession } from './hosted'
import { tooLarge } from './limits'
import { lastingBreaches } from './lasting'
import { loadCodeFor } from './load-code-for'
import type { Deed, ExerciseOutline, FromEngine, ToEngine } from './messages'
import { stagedExercise } from './stage'
import { filesToApply, submissionOf, timedSteps } from './submission-of'

/** Completes a kubectl line: candidates for the word that begins at `from`. */
export type Complete = (line: string, cluster: Cluster, around: { readonly files: readonly string[]; readonly home: Readonly<Record<string, string>> }) => { readonly from: number; readonly items: readonly string[] }

export interface EngineParts {
  /** Undefined: there is no such exercise. */
  readonly load: (id: string) => Promise<Exercise | undefined>
  readonly complete: Complete
  readonly post: (message: FromEngine) => void
}

/** Hosts the clusters of a page: one session an exercise. Messages are answered in the order in which they come. */
export class Engine {
  readonly #parts: EngineParts
  readonly #sessions = new Map<string, HostedSession>()

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  async receive(message: ToEngine): Promise<void> {
    try {
      await loadCodeFor(message)
      await this.#take(message)
      for (const session of this.#sessions.values()) await this.#resume(session)
    } catch (cause) {
      const ticket = 'ticket' in message ? message.ticket : undefined
      this.#parts.post({ say: 'failed', session: 'session' in message ? message.session : '', ticket, message: cause instanceof Error ? cause.message : String(cause) })
    }
    this.#postFrames()
    this.#parts.post({ say: 'heard' })
  }

  /** Where code turns out to be missing nothing has been done yet: it is fetched, and the same message taken again. */
  async #take(message: ToEngine): Promise<void> {
    for (;;) {
      try {
        await this.#handle(message)
        return
      } catch (cause) {
        if (!(cause instanceof NotFetched)) throw cause
        await cause.load()
      }
    }
  }

  /** A command does things one by one, so it is not begun again but goes on. */
  async #resume(session: HostedSession): Promise<void> {
    for (let { missing } = session; missing !== undefined; { missing } = session) {
      await missing.load()
      session.resume()
    }
  }

  async #handle(message: ToEngine): Promise<void> {
    if (message.do === 'open') await this.#open(message.session, message.deeds)
    else if (message.do === 'stage') this.#host(stagedExercise(message), [])
    else if (message.do === 'shoot') await this.#shoot(message)
    else if (message.do === 'close') this.#sessions.delete(message.session)
    else if (message.do === 'tick') for (const session of this.#sessions.values()) session.tick(message.elapsedMs)
    else this.#answer(message)
  }

  #answer(message: Exclude<ToEngine, { do: 'open' | 'stage' | 'shoot' | 'close' | 'tick' }>): void {
    const session = this.#sessions.get(message.session)
    if (session === undefined) return
    switch (message.do) {
      case 'clock':
        return session.setClock(message.clock)
      case 'speed':
        return session.setSpeed(message.speed)
      case 'step':
        return session.step()
      case 'seek':
        return session.seek(message.at)
      case 'edited':
        return session.edited(message.ticket, message.text)
      case 'act':
        return session.act(message.ticket, message.steps)
      case 'interrupt':
        return session.interrupt(message.ticket)
      default:
        return this.#ask(session, message)
    }
  }

  #ask(session: HostedSession, message: Extract<ToEngine, { do: 'kubectl' | 'demonstrate' | 'grade' | 'diagnose' | 'complete' }>): void {
    const { post } = this.#parts
    const { ticket } = message
    switch (message.do) {
      case 'kubectl':
        return session.start(ticket, message.line, message.files)
      case 'demonstrate':
        return session.demonstrate(ticket, message.files)
      case 'grade':
        return this.#grade(session, ticket, message.files)
      case 'diagnose': {
        const { file, text } = message
        const large = tooLarge(file, text)
        return post({ say: 'diagnosed', session: message.session, ticket, file, diagnostics: large === undefined ? diagnose(text, file) : [large] })
      }
      case 'complete':
        return post({ say: 'completed', session: message.session, ticket, ...this.#parts.complete(message.line, session.present, { files: message.files, home: session.home }) })
    }
  }

  /** Applies what is new to the live cluster, and judges everything done so far on a fresh one: the same verdict as the command line's. */
  #grade(session: HostedSession, ticket: number, files: Readonly<Record<string, string>>): void {
    const { exercise, deeds, prepared } = session
    const applied = filesToApply(exercise.starter, deeds, files)
    const all: Deed[] = Object.keys(applied).length === 0 ? [...deeds] : [...deeds, { did: 'apply', at: session.present.now, files: applied }]
    const verdict = grade(exercise, submissionOf(all, files, exercise.sequence), prepared)
    const expectations = lastingBreaches(exercise, prepared, all, verdict)
    session.apply(ticket, applied)
    this.#parts.post({ say: 'graded', session: exercise.id, ticket, verdict, stepTimes: timedSteps(all, exercise.sequence).map(({ at }) => at) })
    if (expectations.length > 0) this.#parts.post({ say: 'lasting', session: exercise.id, ticket, expectations })
  }

  /** Few lessons have a film. */
  async #shoot({ session, ticket, script }: Extract<ToEngine, { do: 'shoot' }>): Promise<void> {
    const { shootFilm } = await import('./shoot-film')
    this.#parts.post({ say: 'shot', session, ticket, film: shootFilm(script) })
  }

  async #open(id: string, deeds: readonly Deed[]): Promise<void> {
    const exercise = await this.#parts.load(id)
    if (exercise === undefined) {
      this.#parts.post({ say: 'unknown-exercise', session: id })
      return
    }
    await loadCodeFor(exercise.given)
    this.#host(exercise, deeds)
  }

  #host(exercise: Exercise, deeds: readonly Deed[]): void {
    const { id } = exercise
    const before = this.#sessions.get(id)
    const prepared = before?.prepared ?? prepareCluster(exercise)
    const goals = before?.goals ?? goalsOf(exercise, prepared)
    const session = new HostedSession(exercise, prepared, this.#parts.post, goals)
    for (const deed of deeds) session.redo(deed)
    this.#sessions.set(id, session)
    this.#parts.post({ say: 'opened', session: id, outline: outlineOf(exercise, goals) })
  }

  #postFrames(): void {
    for (const [id, session] of this.#sessions) {
      // What one frame had no room for follows at once, as a message of its own.
      for (let frame = session.frame(); frame !== undefined; frame = session.frame()) this.#parts.post({ say: 'frame', session: id, frame })
    }
  }
}

export function outlineOf(exercise: Exercise, goals: ExerciseOutline['goals']): ExerciseOutline {
  const { id, title, starter, hints, solution } = exercise
  const [first, ...rest] = exercise.expectations.map((each) => ({ id: each.id, title: each.title }))
  if (first === undefined) throw new Error(`${id}: an exercise has expectations`)
  return { id, title, starter, hints, solution, checks: [first, ...rest], goals, callers: (exercise.traffic ?? []).map(({ from, url }) => ({ from, url })) }
}
