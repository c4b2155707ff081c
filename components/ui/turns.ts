import { flushSync } from 'react-dom'

export interface TurnsParts {
  /** Calls back before the browser draws next. */
  readonly beforeDrawing: (call: () => void) => void
  /** Runs a piece of work, and all that is drawn of it, to its end. */
  readonly finish: (work: () => void) => void
}

/**
 * Pieces of work of which each draws something: one in each frame of the browser, the one that has waited longest first. What follows from one
 * message of the engine would otherwise fall into one frame, and make it late.
 */
export class Turns {
  readonly #parts: TurnsParts
  readonly #waiting = new Set<() => void>()
  #isDue = false

  constructor(parts: TurnsParts) {
    this.#parts = parts
  }

  /** Asks for a turn; what waits already waits once. */
  ask(work: () => void): void {
    this.#waiting.add(work)
    this.#askForFrame()
  }

  /** Whose turn is not wanted any more. */
  drop(work: () => void): void {
    this.#waiting.delete(work)
  }

  #askForFrame(): void {
    if (this.#isDue || this.#waiting.size === 0) return
    this.#isDue = true
    this.#parts.beforeDrawing(() => {
      this.#isDue = false
      const [work] = this.#waiting
      if (work === undefined) return
      this.#waiting.delete(work)
      this.#askForFrame()
      this.#parts.finish(work)
    })
  }
}

/** The page's. */
export const turns = new Turns({ beforeDrawing: (call) => void requestAnimationFrame(call), finish: flushSync })
