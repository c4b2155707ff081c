/** Why go-yaml cannot read a text: its words, and the line that it names (0: none). */
export class GoYamlFault extends Error {
  readonly line: number

  constructor(problem: string, line: number) {
    super(problem)
    this.line = line
  }
}

/** What stands where a text has ended. */
export const end = '\0'

export function isBreak(character: string): boolean {
  return character === '\n' || character === '\r' || character === '\u0085' || character === '\u2028' || character === '\u2029'
}

export function isBlank(character: string): boolean {
  return character === ' ' || character === '\t'
}

export function isBreakOrEnd(character: string): boolean {
  return character === end || isBreak(character)
}

export function isBlankOrEnd(character: string): boolean {
  return isBlank(character) || isBreakOrEnd(character)
}

/** Letters of anchors and tag handles. */
export function isWord(character: string): boolean {
  return /^[0-9A-Za-z_-]$/.test(character)
}

/** go-yaml reads a text in pieces of this many bytes, and looks at all characters of a piece before it scans any. */
const pieceBytes = 512

/** A text with a place in it; lines and columns from 0. */
export class Reader {
  readonly #text: string
  readonly #refusedFrom: number
  readonly #refusal: string
  at = 0
  line = 0
  column = 0

  constructor(text: string) {
    // A byte order mark tells the encoding and is no character of the text.
    this.#text = text.replace(/^\ufeff/, '')
    const bad = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0080-\u0084\u0086-\u009f\ufffe\uffff]|[\udc80-\udcff](?<![\ud800-\udbff].)/s.exec(text)
    this.#refusal = bad !== null && bad[0] >= '\udc80' && bad[0] <= '\udcff' ? 'invalid leading UTF-8 octet' : 'control characters are not allowed'
    this.#refusedFrom = bad === null ? Infinity : pieceStart(text, bad.index)
    this.#check(0)
  }

  peek(ahead = 0): string {
    this.#check(this.at + ahead)
    return this.#text[this.at + ahead] ?? end
  }

  skip(count = 1): void {
    this.at += count
    this.column += count
  }

  skipBreak(): void {
    this.at += this.peek() === '\r' && this.peek(1) === '\n' ? 2 : 1
    this.column = 0
    this.line++
  }

  skipWhile(holds: (character: string) => boolean): void {
    while (holds(this.peek())) this.skip()
  }

  /** `---` or `...` alone at a line's beginning. */
  isIndicator(mark: '---' | '...'): boolean {
    return this.column === 0 && [0, 1, 2].every((ahead) => this.peek(ahead) === mark.charAt(ahead)) && isBlankOrEnd(this.peek(3))
  }

  /** The scanner's line is the one behind the last break, counted from 1; on the first it names none. */
  refuse(problem: string): never {
    throw new GoYamlFault(problem, this.line === 0 ? 0 : this.line + 1)
  }

  #check(at: number): void {
    if (at >= this.#refusedFrom) throw new GoYamlFault(this.#refusal, 0)
  }
}

function pieceStart(text: string, index: number): number {
  const bytes = (upTo: number) => new TextEncoder().encode(text.slice(0, upTo)).length
  const piece = Math.floor(bytes(index) / pieceBytes) * pieceBytes
  let start = index
  while (start > 0 && bytes(start) > piece) start--
  return start
}
