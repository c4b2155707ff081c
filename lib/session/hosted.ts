import { nextDueAt } from '@/lib/cluster/advance'
import type { Cluster } from '@/lib/cluster/cluster'
import { isSettled } from '@/lib/cluster/settle'
import { inject } from '@/lib/cluster/inject'
import type { SceneStep } from '@/lib/course/scene'
import type { Exercise } from '@/lib/grade/exercise'
import { stepLimitMs } from '@/lib/grade/run-submission'
import type { NotFetched } from '@/lib/kube/not-fetched'
import { RunningCommand } from './command'
import { sayStep } from './stage'
import { frameOf, type Seen } from './frame'
import { History } from './history'
import { GoalStages } from './goal-stages'
import type { Deed, Frame, FromEngine, Goal } from './messages'
import { Stalls } from './stalls'
import type { Clock, Speed } from './timeline'
import { Traffic } from './traffic'

/** What a step of a demonstration has come to is shown for so many real milliseconds. */
const lookMs = 1_500
/** After the cluster has settled, this much simulated time is still shown, so that its traffic is seen. */
const restMs = 20_000
/** A step goes on to the next thing that happens, at most this far. */
const stepMs = 60_000
/** Nobody is taken further ahead than this at once. */
const maxAheadMs = 600_000
/** No tick lets more simulated time pass than this: a tab that slept does not run for hours when it wakes. */
const maxTickMs = 10_000

type Post = (message: FromEngine) => void

/** One exercise's live cluster: its history, its clock, the commands that run on it. */
export class HostedSession {
  readonly exercise: Exercise
  readonly prepared: Cluster
  readonly goals: readonly (readonly Goal[])[]
  readonly deeds: Deed[] = []
  readonly #stages: GoalStages
  readonly #id: string
  readonly #post: Post
  #history: History
  #traffic: Traffic
  #commands: RunningCommand[] = []
  readonly #stalls = new Stalls<RunningCommand>()
  /** What is left of a demonstration, and by when its next file is applied at the latest. */
  #demonstration: { readonly ticket: number; readonly files: Readonly<Record<string, string>>; readonly left: readonly string[]; readonly latest: number; lookedMs: number } | undefined
  /** What commands wrote outside of the learner's files: the client's configuration. */
  home: Readonly<Record<string, string>> = {}
  #clock: Clock = 'until-rest'
  #speed: Speed = 10
  #leftMs = 0
  #shownAt: number
  #restFrom: number | undefined
  #seen: Seen | undefined

  constructor(exercise: Exercise, prepared: Cluster, post: Post, goals: readonly (readonly Goal[])[] = []) {
    this.#stages = new GoalStages(goals)
    this.#id = exercise.id
    this.#post = post
    this.exercise = exercise
    this.prepared = prepared
    this.goals = goals
    this.#history = new History(prepared)
    this.#traffic = new Traffic(exercise.traffic ?? [], prepared.now)
    this.#shownAt = prepared.now
  }

  get present(): Cluster {
    return this.#history.present
  }

  /** Real time passed: simulated time passes `speed` times as fast, if the clock runs. */
  tick(elapsedMs: number): void {
    // Simulated time goes by whole milliseconds; what is left of one counts with the next tick.
    const due = Math.min(elapsedMs * this.#speed, maxTickMs) + this.#leftMs
    const passed = Math.floor(due)
    this.#leftMs = due - passed
    if (this.#clock === 'replaying') this.#replay(passed)
    else if (this.#clock !== 'paused') {
      this.#run(this.#history.present.now + passed)
      this.#goOn(elapsedMs)
    }
  }

  setClock(clock: 'paused' | 'playing'): void {
    const past = this.#shownAt < this.#history.present.now
    this.#clock = clock === 'playing' && past ? 'replaying' : clock
  }

  setSpeed(speed: Speed): void {
    this.#speed = speed
  }

  /** To the next thing that happens: in the past the next moment, at the end whatever is due. */
  step(): void {
    this.#clock = 'paused'
    const next = this.#history.moments.find(({ at }) => at > this.#shownAt)
    if (next !== undefined) {
      this.#shownAt = next.at
      return
    }
    const limit = this.#history.present.now + stepMs
    const known = this.#history.moments.length
    while (this.#history.moments.length === known && this.#history.present.now < limit) this.#advance(Math.min(limit, this.#nextAt()))
    this.#shownAt = this.#history.present.now
    this.#runCommands()
  }

  /** To a time of the past; a later one than the present is waited for. */
  seek(at: number): void {
    this.#clock = 'paused'
    if (at > this.#history.present.now) this.#advanceTo(Math.min(Math.round(at), this.#history.present.now + maxAheadMs))
    this.#shownAt = Math.min(Math.max(Math.round(at), this.#history.start), this.#history.present.now)
  }

  /** `kubectl apply -f` for each file, as if typed; they answer under one ticket. */
  apply(ticket: number, files: Readonly<Record<string, string>>): void {
    this.#stalls.doAll(Object.keys(files).map((file) => () => this.start(ticket, `kubectl apply -f ${file}`, files)))
  }

  /** Applies files one after another, each when the cluster has settled after the one before. Whoever does something else meanwhile ends it. */
  demonstrate(ticket: number, files: Readonly<Record<string, string>>): void {
    this.#demonstration = { ticket, files, left: Object.keys(files), latest: this.#history.present.now, lookedMs: 0 }
    this.#goOn(0)
  }

  /** Starts a kubectl command. In the past, the past becomes the present: what came after is forgotten. */
  start(ticket: number, line: string, files: Readonly<Record<string, string>>): void {
    this.#demonstration = undefined
    this.#begin(ticket, line, files)
  }

  #goOn(elapsedMs: number): void {
    const { present } = this.#history
    const demonstration = this.#demonstration
    if (demonstration === undefined) return
    if (present.now < demonstration.latest) {
      if (!isSettled(present)) return
      demonstration.lookedMs += elapsedMs
      if (demonstration.lookedMs < lookMs) return
    }
    const { ticket, files, left } = demonstration
    const [file, ...rest] = left
    this.#demonstration = rest.length === 0 ? undefined : { ticket, files, left: rest, latest: present.now + stepLimitMs, lookedMs: 0 }
    if (file === undefined) return
    this.#post({ say: 'demonstrated', session: this.#id, file })
    this.#begin(ticket, `kubectl apply -f ${file}`, files)
  }

  #begin(ticket: number, line: string, files: Readonly<Record<string, string>>): void {
    this.#returnToShown()
    const command = new RunningCommand(ticket, line, { files, home: this.home }, this.#history)
    this.#commands.push(command)
    this.#goOnWith(command)
  }

  #goOnWith(command: RunningCommand): void {
    this.#runCommands()
    this.#shownAt = this.#history.present.now
    if (command.waitsForTime || command.changedSomething) this.#wake()
  }

  /** Code that has to be fetched before a command can go on. */
  get missing(): NotFetched | undefined {
    return this.#stalls.missing
  }

  /** Goes on where a command stalled: its code is here now. */
  resume(): void {
    this.#stalls.resume((command) => this.#goOnWith(command))
  }

  /** What a button of a figure does, step by step. */
  act(ticket: number, steps: readonly SceneStep[]): void {
    this.#returnToShown()
    this.#stalls.doAll([...steps.map((step) => () => this.#do(ticket, step)), () => this.#wake()])
  }

  #do(ticket: number, step: SceneStep): void {
    if (step.do === 'kubectl') this.start(ticket, step.line, {})
    else if (step.do === 'apply') this.start(ticket, 'kubectl apply -f figure.yaml', { 'figure.yaml': step.text })
    else this.#strike(step)
  }

  edited(ticket: number, text: string): void {
    const command = this.#commands.find((each) => each.ticket === ticket)
    if (command !== undefined) this.#stalls.attempt(command, () => command.edit(text, this.#id, this.#history, this.#post))
    this.#runCommands()
    this.#wake()
  }

  /** Ctrl-C. */
  interrupt(ticket: number): void {
    const command = this.#commands.find((each) => each.ticket === ticket)
    if (command !== undefined) this.#end(command, 130)
  }

  /** Does again what was done before the engine was lost, at the same simulated times. */
  redo(deed: Deed): void {
    if (deed.at > this.#history.present.now) this.#advanceTo(deed.at)
    const lines = deed.did === 'kubectl' ? [deed.line] : Object.keys(deed.files).map((file) => `apply -f ${file}`)
    for (const line of lines) {
      const command = new RunningCommand(-1, line, { files: deed.files, home: this.home }, this.#history)
      command.run(this.#id, this.#history, () => undefined)
      this.home = { ...this.home, ...command.written }
      if (deed.did === 'kubectl' && deed.edited !== undefined) command.edit(deed.edited, this.#id, this.#history, () => undefined)
    }
    this.deeds.push(deed)
    this.#shownAt = this.#history.present.now
    this.#wake()
  }

  /** What the page has not seen yet; undefined where that is nothing. */
  frame(): Frame | undefined {
    const cluster = this.#history.at(this.#shownAt)
    const reached = this.#stages.reachedBy(this.#shownAt)
    const { frame, seen } = frameOf({ history: this.#history, cluster, now: this.#shownAt, clock: this.#clock, speed: this.#speed, reached }, this.#seen)
    this.#seen = seen
    return frame
  }

  #strike(step: Exclude<SceneStep, { do: 'kubectl' | 'apply' }>): void {
    const { now } = this.#history.present
    if (step.do === 'fault') this.#history.become(inject(this.#history.present, step.fault))
    else this.#traffic = new Traffic(step.traffic, now)
    this.#history.note({ at: now, say: sayStep(step), tone: 'done-by-learner' })
  }

  #wake(): void {
    this.#restFrom = undefined
    if (this.#clock !== 'playing') this.#clock = 'until-rest'
  }

  #returnToShown(): void {
    if (this.#shownAt >= this.#history.present.now) return
    this.#history.fork(this.#shownAt)
    this.#stages.fork(this.#shownAt)
    this.#traffic.rewind(this.#shownAt)
    const kept = this.deeds.filter(({ at }) => at <= this.#shownAt)
    this.deeds.splice(0, this.deeds.length, ...kept)
    this.#clock = 'paused'
  }

  #replay(passedMs: number): void {
    const end = this.#history.present.now
    this.#shownAt = Math.min(end, this.#shownAt + passedMs)
    if (this.#shownAt >= end) this.#clock = 'playing'
  }

  #run(untilMs: number): void {
    this.#advanceTo(untilMs)
    this.#stages.look(this.#history.present)
    this.#shownAt = this.#history.present.now
    this.#runCommands()
    if (this.#clock === 'until-rest' && this.#isAtRest()) this.#clock = 'paused'
  }

  #isAtRest(): boolean {
    if (this.#demonstration !== undefined || this.#commands.some((command) => command.waitsForTime)) return false
    if (!isSettled(this.#history.present)) {
      this.#restFrom = undefined
      return false
    }
    this.#restFrom ??= this.#history.present.now
    return this.#traffic.isSilent || this.#history.present.now - this.#restFrom >= restMs
  }

  #nextAt(): number {
    return Math.min(nextDueAt(this.#history.present) ?? Infinity, this.#traffic.nextAt())
  }

  #advanceTo(untilMs: number): void {
    while (this.#traffic.nextAt() <= untilMs) this.#advance(this.#traffic.nextAt())
    this.#history.advance(untilMs)
  }

  #advance(untilMs: number): void {
    this.#history.advance(untilMs)
    this.#traffic.sendDue(this.#history)
  }

  #runCommands(): void {
    for (const command of this.#commands) {
      this.#stalls.attempt(command, () => command.run(this.#id, this.#history, this.#post))
      if (command.exitCode !== undefined) this.#end(command, command.exitCode)
    }
  }

  #end(command: RunningCommand, exitCode: number): void {
    this.#commands = this.#commands.filter((each) => each !== command)
    this.home = { ...this.home, ...command.written }
    const deed = command.changedSomething ? command.deed : undefined
    if (deed !== undefined) {
      this.deeds.push(deed)
      this.#history.note({ at: command.at, say: `you: ${command.line}`, tone: 'done-by-learner' })
    }
    this.#post({ say: 'exited', session: this.#id, ticket: command.ticket, exitCode, deeds: [...this.deeds] })
  }
}
