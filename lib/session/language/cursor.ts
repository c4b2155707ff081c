/** Where a caret stands in a manifest, read from indentation alone so that half-written text works too. */
export interface Cursor {
  /** Map keys and list positions (`-` as 0-based index) from the document's root to the line's own level. */
  readonly path: readonly (string | number)[]
  /** The key on the caret's line when the caret stands behind its colon; the value so far is `prefix`. */
  readonly key: string | undefined
  /** What has been typed of the word under the caret. */
  readonly prefix: string
  /** Columns before the word. */
  readonly indent: number
  /** Keys already there at this level. */
  readonly siblings: readonly string[]
  /** Of the document: apiVersion and kind as written so far. */
  readonly apiVersion: string | undefined
  readonly kind: string | undefined
  /** Offset where the document's text starts, for callers that look at the whole. */
  readonly start: number
}

interface Line {
  readonly indent: number
  /** The key of `key: …` on this line, dashes skipped. */
  readonly key: string | undefined
  /** Columns of the dashes that open list items on this line. */
  readonly dashes: readonly number[]
}

/** The caret's surroundings at an offset of a text. */
export function cursorAt(text: string, offset: number): Cursor {
  const before = text.slice(0, offset)
  const separator = [...before.matchAll(/^---[^\n]*\n/gm)].at(-1)
  const start = separator === undefined ? 0 : separator.index + separator[0].length
  const end = /\n---/.exec(text.slice(offset))?.index
  const document = text.slice(start, end === undefined ? undefined : offset + end)
  const own = before.slice(start)
  const lines = own.split('\n')
  const current = lines.pop() ?? ''
  const { indent, dashes } = readLine(current)
  const value = /^[\s-]*("?[\w./-]+"?):\s+(.*)$/.exec(current)
  const above = lines.map(readLine)
  const path = pathTo(above, indent, dashes)
  const after = document.slice(own.length).split('\n').slice(1).map(readLine)
  return {
    path,
    key: value?.[1]?.replaceAll('"', ''),
    prefix: value?.[2] ?? current.replace(/^[\s-]*/, ''),
    indent,
    siblings: siblingsOf(above, after, indent, dashes),
    apiVersion: /^apiVersion:[ \t]*["']?([\w./-]+)/m.exec(document)?.[1],
    kind: /^kind:[ \t]*["']?(\w+)/m.exec(document)?.[1],
    start,
  }
}

function readLine(text: string): Line {
  const dashes: number[] = []
  let at = 0
  for (;;) {
    while (text[at] === ' ') at++
    if (text[at] !== '-' || (text[at + 1] !== ' ' && text[at + 1] !== undefined)) break
    dashes.push(at)
    at++
  }
  const key = /^("[^"]*"|'[^']*'|[^\s#:"'][^:#]*?):(?:\s|$)/.exec(text.slice(at))?.[1]
  return { indent: at, key: key?.replace(/^["']|["']$/g, ''), dashes }
}

/** Walks upwards: each line that stands further left than all below it is a parent. */
function pathTo(above: readonly Line[], indent: number, dashes: readonly number[]): (string | number)[] {
  const climb = new Climb(indent)
  climb.takeDashes(dashes)
  for (let index = above.length - 1; index >= 0 && !climb.isDone; index--) {
    const line = above[index]
    if (line !== undefined) climb.pass(line)
  }
  return climb.path
}

class Climb {
  readonly path: (string | number)[] = []
  #left: number

  constructor(indent: number) {
    this.#left = indent
  }

  get isDone(): boolean {
    return this.#left < 0 || (this.#left === 0 && this.path[0] !== 0)
  }

  /** Dashes open list items, the innermost first. */
  takeDashes(dashes: readonly number[]): void {
    for (const dash of [...dashes].reverse()) {
      this.path.unshift(0)
      this.#left = dash
    }
  }

  pass(line: Line): void {
    if (line.key !== undefined && this.#isParent(line)) {
      this.path.unshift(line.key)
      this.#left = line.indent
      this.takeDashes(line.dashes)
    } else if (line.indent <= this.#left) this.takeDashes(line.dashes.filter((dash) => dash < this.#left))
  }

  /** A key further left, or, above a list at the same column, the key that holds the list. */
  #isParent(line: Line): boolean {
    return line.indent < this.#left || (line.indent === this.#left && this.path[0] === 0 && line.dashes.length === 0)
  }
}

function siblingsOf(above: readonly Line[], below: readonly Line[], indent: number, dashes: readonly number[]): string[] {
  const before = dashes.length === 0 ? keysUntil([...above].reverse(), indent, true) : []
  return [...before, ...keysUntil(below, indent, false)]
}

/** Keys at one column until the map they belong to ends; upwards, the line with the dash is its first, downwards another dash ends it. */
function keysUntil(lines: readonly Line[], indent: number, upwards: boolean): string[] {
  const found: string[] = []
  for (const line of lines) {
    if (line.key === undefined) continue
    const opensItem = line.dashes.length > 0 && line.indent === indent
    if (line.indent < indent || (opensItem && !upwards)) break
    if (line.indent === indent) found.push(line.key)
    if (opensItem) break
  }
  return found
}
