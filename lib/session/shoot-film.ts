import { advance, nextDueAt, type OnChange } from '@/lib/cluster/advance'
import type { Cluster } from '@/lib/cluster/cluster'
import { inject } from '@/lib/cluster/inject'
import { isSettled } from '@/lib/cluster/settle'
import type { Film, FilmAlarm, FilmMoment, FilmScript } from '@/lib/course/film'
import type { SceneStep } from '@/lib/course/scene'
import { deploymentOf } from '@/lib/grade/observe'
import { prepareCluster } from '@/lib/grade/run-submission'
import { runKubectl } from '@/lib/kubectl/run'
import { describeChange } from './describe-change'
import { FilmRequests } from './film-requests'
import { PodLives } from './pod-lives'
import { stagedExercise } from './stage'

/** How closely the plan is followed while something is waited for, in simulated milliseconds. */
const lookEveryMs = 100
/** After the last step, whether all is settled is asked this often. */
const settledEveryMs = 1_000

/** Runs a script from its beginning to its end and keeps what is needed to show any moment of it. Throws where what is given cannot be made. */
export function shootFilm(script: FilmScript): Film {
  const camera = new Camera(script)
  while (!camera.isOver) camera.goOn()
  return camera.film()
}

class Camera {
  readonly #script: FilmScript
  readonly #start: number
  readonly #lives: PodLives
  readonly #requests: FilmRequests
  readonly #moments: FilmMoment[] = []
  readonly #stepsAt: (number | undefined)[]
  #cluster: Cluster
  #next = 0
  /** When the step before was done: what the next cue counts from. */
  #since: number
  /** When the rollout that the next cue waits for was seen to be complete. */
  #seenAt: number | undefined
  #alarm: { readonly alarm: FilmAlarm; readonly at: number } | undefined
  #alarmAt: number | undefined
  #restUntil: number | undefined
  #askSettledAt = 0
  #refusal: string | undefined

  constructor(script: FilmScript) {
    this.#script = script
    this.#cluster = prepareCluster(stagedExercise({ session: 'film', given: script.given, traffic: [] }))
    this.#start = this.#cluster.now
    this.#since = this.#start
    this.#stepsAt = script.steps.map(() => undefined)
    this.#lives = new PodLives(this.#start, this.#cluster.simulation.epochMs, this.#cluster.objects.values())
    this.#requests = new FilmRequests(script.traffic, this.#start)
  }

  get isOver(): boolean {
    return this.#refusal !== undefined || this.#cluster.now >= this.#end
  }

  get #end(): number {
    return Math.min(this.#restUntil ?? Infinity, this.#start + this.#script.limitMs)
  }

  /** An alarm that has gone off, and what it asks for has not been done yet. */
  get #isAlarmed(): boolean {
    return this.#alarm !== undefined && this.#alarmAt === undefined
  }

  film(): Film {
    const { seconds, failures } = this.#requests
    return {
      durationMs: this.#cluster.now - this.#start,
      lives: this.#lives.lives(),
      moments: this.#moments,
      seconds,
      failures,
      stepsAt: this.#stepsAt,
      ...(this.#alarmAt === undefined ? {} : { alarmAt: this.#alarmAt }),
      ...(this.#refusal === undefined ? {} : { refusal: this.#refusal }),
    }
  }

  /** To the next time at which there is something to do or to look at. */
  goOn(): void {
    this.#followPlan()
    if (this.isOver) return
    this.#cluster = advance(this.#cluster, Math.min(this.#end, this.#lookAt()), this.#record)
    this.#cluster = this.#requests.sendDue(this.#cluster)
  }

  readonly #record: OnChange = (change, before) => {
    this.#lives.note(change)
    const moment = describeChange(change, before)
    if (moment !== undefined) this.#moments.push({ at: moment.at - this.#start, say: moment.say, tone: moment.tone })
  }

  #lookAt(): number {
    const { now } = this.#cluster
    const cue = this.#script.steps[this.#next]?.when
    const timed = cue !== undefined && 'rolledOut' in cue ? Infinity : this.#since + (cue?.afterMs ?? Infinity)
    const due = Math.max(now + lookEveryMs, nextDueAt(this.#cluster) ?? Infinity)
    return Math.max(now + 1, Math.min(timed, this.#alarm?.at ?? Infinity, this.#requests.nextAt, this.#isWatching ? now + lookEveryMs : due, now + settledEveryMs))
  }

  /** Whether a condition rather than a time is waited for. */
  get #isWatching(): boolean {
    const cue = this.#script.steps[this.#next]?.when
    return (cue !== undefined && 'rolledOut' in cue) || (this.#script.alarms ?? []).length > 0
  }

  #followPlan(): void {
    this.#listen()
    const { now } = this.#cluster
    if (this.#alarm !== undefined && this.#isAlarmed && now >= this.#alarm.at) {
      this.#alarmAt = now - this.#start
      this.#next = this.#script.steps.length
      this.#do(this.#alarm.alarm.say, this.#alarm.alarm.steps)
    }
    for (let step = this.#script.steps[this.#next]; step !== undefined && this.#isDue(step.when); step = this.#script.steps[this.#next]) {
      this.#stepsAt[this.#next] = now - this.#start
      this.#next += 1
      this.#since = now
      this.#seenAt = undefined
      this.#do(step.say, step.steps)
    }
    this.#rest()
  }

  #isDue(cue: FilmScript['steps'][number]['when']): boolean {
    const { now } = this.#cluster
    if (!('rolledOut' in cue)) return now >= this.#since + cue.afterMs
    if (isRolledOut(this.#cluster, cue.rolledOut)) this.#seenAt ??= now
    return this.#seenAt !== undefined && now >= this.#seenAt + (cue.afterMs ?? 0)
  }

  #listen(): void {
    if (this.#alarm !== undefined) return
    const { now } = this.#cluster
    const alarm = this.#script.alarms?.find(({ on }) => {
      if ('failedRequests' in on) return this.#requests.failures.length >= on.failedRequests
      return this.#next > 0 && now >= this.#since + on.withinMs && !isRolledOut(this.#cluster, on.notRolledOut)
    })
    if (alarm === undefined) return
    this.#alarm = { alarm, at: now + alarm.afterMs }
    this.#restUntil = undefined
  }

  #rest(): void {
    const { now } = this.#cluster
    const busy = this.#next < this.#script.steps.length || this.#isAlarmed
    if (busy || this.#restUntil !== undefined || now < this.#askSettledAt) return
    this.#askSettledAt = now + settledEveryMs
    const stuck = this.#script.alarms?.some(({ on }) => 'notRolledOut' in on && this.#alarmAt === undefined && !isRolledOut(this.#cluster, on.notRolledOut)) === true
    if (!stuck && isSettled(this.#cluster)) this.#restUntil = now + this.#script.restMs
  }

  #do(say: string, steps: readonly SceneStep[]): void {
    this.#moments.push({ at: this.#cluster.now - this.#start, say, tone: 'done-by-learner' })
    for (const step of steps) if (this.#refusal === undefined) this.#doStep(step)
  }

  #doStep(step: SceneStep): void {
    if (step.do === 'fault') this.#cluster = inject(this.#cluster, step.fault)
    if (step.do !== 'kubectl' && step.do !== 'apply') return
    const files = step.do === 'apply' ? { 'figure.yaml': step.text } : {}
    const line = step.do === 'apply' ? 'apply -f figure.yaml' : step.line.replace(/^kubectl /, '')
    const run = runKubectl(this.#cluster, line, { files, onChange: this.#record })
    this.#cluster = run.cluster
    if (run.exitCode !== 0) this.#refusal = run.stderr.trim()
  }
}

/** Every wanted replica is of the newest template and available, and the controller has seen that template (kubectl rollout status). */
function isRolledOut(cluster: Cluster, name: string): boolean {
  const deployment = deploymentOf(cluster, name)
  if (deployment === undefined) return false
  const { spec, status, metadata } = deployment
  const { updatedReplicas = 0, availableReplicas = 0, replicas = 0, observedGeneration = 0 } = status ?? {}
  return observedGeneration >= (metadata.generation ?? 0) && updatedReplicas >= spec.replicas && replicas === updatedReplicas && availableReplicas >= spec.replicas
}
