import type { Frame, PackedFrame } from '@/lib/session/messages'
import { unpackFrame } from '@/lib/session/pack-frame'

/** How long frames are read before what was read is drawn, in real milliseconds. */
const readingMs = 2

export interface FrameQueueParts {
  /** Calls back before the browser draws next. */
  readonly beforeDrawing: (call: () => void) => void
  /** Real milliseconds. */
  readonly now: () => number
  readonly show: (session: string, frames: readonly Frame[]) => void
}

/** Frames of the engine that were not drawn yet: the page reads as many as it has time for, and draws once for all of them. */
export class FrameQueue {
  readonly #parts: FrameQueueParts
  #waiting: PackedFrame[] = []
  #isDue = false

  constructor(parts: FrameQueueParts) {
    this.#parts = parts
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0
  }

  push(frame: PackedFrame): void {
    this.#waiting.push(frame)
    this.#askForTurn()
  }

  /** Frames of a cluster that is no more are not shown. */
  forget(session: string): void {
    this.#waiting = this.#waiting.filter((frame) => frame.session !== session)
  }

  #askForTurn(): void {
    if (this.#isDue || this.isEmpty) return
    this.#isDue = true
    this.#parts.beforeDrawing(() => {
      this.#isDue = false
      this.#take()
      this.#askForTurn()
    })
  }

  #take(): void {
    const until = this.#parts.now() + readingMs
    const read = new Map<string, Frame[]>()
    do {
      const next = this.#waiting.shift()
      if (next === undefined) break
      read.set(next.session, [...(read.get(next.session) ?? []), unpackFrame(next.packed)])
    } while (this.#parts.now() < until)
    for (const [session, frames] of read) this.#parts.show(session, frames)
  }
}
