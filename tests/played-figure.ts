import type { Scene, SceneStep, SceneView } from '@/lib/course/scene'
import { HostedSession } from '@/lib/session/hosted'
import type { FromEngine } from '@/lib/session/messages'
import { stagedExercise } from '@/lib/session/stage'
import { takeFrames } from '@/lib/session/take-frame'
import type { Shown } from '@/lib/session/timeline'
import { prepareCluster } from '@/lib/grade/run-submission'

/** A figure as the page drives it: frames come in, traffic follows the scene, buttons act. */
export class Played {
  readonly said: FromEngine[] = []
  readonly #session: HostedSession
  readonly #scene: Scene
  #shown: Shown | undefined
  #traffic = ''

  constructor(scene: Scene) {
    this.#scene = scene
    const exercise = stagedExercise({ session: scene.id, given: scene.given, traffic: [] })
    this.#session = new HostedSession(exercise, prepareCluster(exercise), (message) => this.said.push(message))
    this.run(10)
  }

  get view(): SceneView {
    this.#look()
    if (this.#shown === undefined) throw new Error('nothing is shown')
    return this.#shown
  }

  /** Lets simulated seconds pass, as a page's ticks do at tenfold speed. */
  run(seconds: number): void {
    for (let at = 0; at < seconds * 2; at += 1) {
      this.#look()
      this.#session.setClock('playing')
      this.#session.tick(50)
    }
  }

  press(id: string, seconds = 20): void {
    const action = this.#scene.actions.find((each) => each.id === id)
    if (action === undefined) throw new Error(`no button ${id}`)
    if (action.enabled?.(this.view) === false) throw new Error(`button ${id} cannot be pressed now`)
    this.#session.act(1, action.steps(this.view))
    if (this.#scene.pace === 'step') this.#session.setClock('paused')
    else this.run(seconds)
  }

  /** Does what no button says. */
  act(steps: readonly SceneStep[], seconds: number): void {
    this.#session.act(1, steps)
    this.run(seconds)
  }

  /** To the next thing that happens. */
  step(times = 1): void {
    for (let i = 0; i < times; i += 1) this.#session.step()
  }

  /** Moves a slider. */
  set(id: string, value: number, seconds = 20): void {
    const slider = this.#scene.sliders?.find((each) => each.id === id)
    if (slider === undefined) throw new Error(`no slider ${id}`)
    this.#session.act(1, slider.steps(value, this.view))
    this.run(seconds)
  }

  reading(label: string): string | undefined {
    return this.#scene.readings(this.view).find((reading) => reading.label === label)?.value
  }

  say(): string {
    return this.#scene.say(this.view)
  }

  #look(): void {
    const frame = this.#session.frame()
    if (frame !== undefined) this.#shown = takeFrames(this.#shown, [frame])
    if (this.#shown === undefined) return
    const traffic = this.#scene.traffic(this.#shown)
    if (JSON.stringify(traffic) === this.#traffic) return
    this.#traffic = JSON.stringify(traffic)
    this.#session.act(0, [{ do: 'traffic', traffic }])
  }
}
