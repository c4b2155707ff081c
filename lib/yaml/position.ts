import type { Position, Range } from './diagnostic'

/** Offsets of the line starts of a text, for turning offsets into lines and columns in O(log lines). */
export class LineIndex {
  readonly #starts: number[] = [0]
  readonly #length: number

  constructor(text: string) {
    this.#length = text.length
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1)
  }

  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#length))
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] ?? 0) <= at) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: at - (this.#starts[low] ?? 0) + 1, offset: at }
  }

  /** A whole line without its end, from 1; the last one for a line behind it. */
  lineRange(line: number): Range {
    const at = Math.min(line, this.#starts.length) - 1
    return this.range(this.#starts[at] ?? 0, (this.#starts[at + 1] ?? this.#length + 1) - 1)
  }

  range(start: number, end: number): Range {
    return { start: this.position(start), end: this.position(Math.max(start, end)) }
  }
}
