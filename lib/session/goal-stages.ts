import type { Cluster } from '@/lib/cluster/cluster'
import { holds } from './goal-holds'
import type { Goal } from './messages'

/** The stages of a goal, and when each was reached first, one after another. */
export class GoalStages {
  readonly #stages: readonly (readonly Goal[])[]
  /** In simulated milliseconds. */
  #reached: readonly number[] = []

  constructor(stages: readonly (readonly Goal[])[]) {
    this.#stages = stages
  }

  look({ objects, now }: Cluster): void {
    const next = this.#stages[this.#reached.length]
    if (next?.every((goal) => holds(goal, objects)) === true) this.#reached = [...this.#reached, now]
  }

  reachedBy(timeMs: number): number {
    return this.#reached.filter((at) => at <= timeMs).length
  }

  /** What came after a time has not happened. */
  fork(timeMs: number): void {
    this.#reached = this.#reached.filter((at) => at <= timeMs)
  }
}
