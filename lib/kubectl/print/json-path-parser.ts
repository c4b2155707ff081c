import { fail } from '../failure'

/** A template's parts, as client-go's jsonpath parser makes them. */
export type PathNode =
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'value'; readonly value: string | number | boolean }
  | { readonly type: 'list'; readonly nodes: readonly PathNode[] }
  | { readonly type: 'identifier'; readonly name: string }
  | { readonly type: 'field'; readonly name: string }
  | { readonly type: 'wildcard' }
  | { readonly type: 'recursive' }
  | { readonly type: 'union'; readonly nodes: readonly PathNode[] }
  /** `toDerived`: a single index, whose end is the one after it. */
  | { readonly type: 'array'; readonly from: number | undefined; readonly to: number | undefined; readonly toDerived: boolean; readonly step: number | undefined }
  | { readonly type: 'filter'; readonly left: readonly PathNode[]; readonly operator: string; readonly right: readonly PathNode[] }

/** Reads a template; one that cannot be read ends the command with the parser's words. */
export function parseJsonPath(template: string): readonly PathNode[] {
  const nodes = readJsonPath(template)
  return 'problem' in nodes ? fail(`error parsing jsonpath ${template}, ${nodes.problem}`) : nodes
}

/** The same for who says it in words of its own. */
export function readJsonPath(template: string): readonly PathNode[] | { readonly problem: string } {
  try {
    return new Parser(template).parse()
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error
    return { problem: error.message }
  }
}

class SyntaxProblem extends Error {}

class Parser {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  parse(): PathNode[] {
    const nodes: PathNode[] = []
    while (this.#at < this.#text.length) {
      const open = this.#text.indexOf('{', this.#at)
      const text = this.#text.slice(this.#at, open === -1 ? undefined : open)
      if (text !== '') nodes.push({ type: 'text', value: text })
      if (open === -1) break
      this.#at = open + 1
      nodes.push({ type: 'list', nodes: this.#action() })
    }
    return nodes
  }

  #action(): PathNode[] {
    const nodes: PathNode[] = []
    for (;;) {
      const next = this.#text.charAt(this.#at)
      if (next === '' || next === '\n' || next === '\r') throw new SyntaxProblem('unclosed action')
      if (next === '}') {
        this.#at++
        return nodes
      }
      if (next === ' ' || next === '@' || next === '$') this.#at++
      else nodes.push(...this.#step(next))
    }
  }

  #step(next: string): PathNode[] {
    if (next === '[') return [this.#text.startsWith('[?(', this.#at) ? this.#filter() : this.#array()]
    if (next === '"' || next === "'") return [this.#quoted(next)]
    if (next === '.') return this.#dots()
    if (/[-+\d]/.test(next)) return [this.#number()]
    if (/[\p{L}\p{N}_]/u.test(next)) return [this.#identifier()]
    const code = this.#text.codePointAt(this.#at) ?? 0
    throw new SyntaxProblem(`unrecognized character in action: U+${code.toString(16).toUpperCase().padStart(4, '0')} '${String.fromCodePoint(code)}'`)
  }

  #dots(): PathNode[] {
    if (!this.#text.startsWith('..', this.#at)) {
      this.#at++
      return [this.#field()]
    }
    this.#at += 2
    return /^\p{L}/u.test(this.#text.slice(this.#at)) ? [{ type: 'recursive' }, this.#field()] : [{ type: 'recursive' }]
  }

  #take(pattern: RegExp): string {
    const [text = ''] = pattern.exec(this.#text.slice(this.#at)) ?? []
    this.#at += text.length
    return text
  }

  #field(): PathNode {
    const name = this.#take(/^(?:\\[^]|[^\s.,[\]$@{}\\])*/u)
    if (name === '*') return { type: 'wildcard' }
    return { type: 'field', name: name.replace(/\\([^])/g, '$1') }
  }

  #number(): PathNode {
    const text = this.#take(/^[-+]?[\d.]*/)
    const value = Number(text)
    if (text === '' || Number.isNaN(value)) throw new SyntaxProblem(`cannot parse number ${text}`)
    return { type: 'value', value }
  }

  #identifier(): PathNode {
    const name = this.#take(/^(?:\\[^]|[^\s.,[\]$@{}\\])+/u)
    return name === 'true' || name === 'false' ? { type: 'value', value: name === 'true' } : { type: 'identifier', name }
  }

  #quoted(quote: string): PathNode {
    for (let end = this.#at + 1; end < this.#text.length; end++) {
      const character = this.#text.charAt(end)
      if (character === '\n') break
      if (character === '\\') end++
      else if (character === quote) {
        const value = unquote(this.#text.slice(this.#at + 1, end))
        this.#at = end + 1
        return { type: 'value', value }
      }
    }
    throw new SyntaxProblem('unterminated quoted string')
  }

  #array(): PathNode {
    const end = this.#text.indexOf(']', this.#at)
    const inside = this.#text.slice(this.#at + 1, end === -1 ? undefined : end)
    if (end === -1 || inside.includes('\n')) throw new SyntaxProblem('unterminated array')
    this.#at = end + 1
    const parts = (inside === '*' ? ':' : inside).split(',')
    if (parts.length > 1) return { type: 'union', nodes: parts.map((part) => one(part.trim() === '*' ? ':' : part.replace(/^ +| +$/g, ''))) }
    return one(parts[0] ?? '')
  }

  #filter(): PathNode {
    const start = this.#at + 3
    const end = closingBracket(this.#text, start)
    const text = this.#text.slice(start, end)
    if (this.#text.charAt(end + 1) !== ']') throw new SyntaxProblem('unclosed array expect ]')
    this.#at = end + 2
    const match = /^([^!<>=]+)([!<>=]+)(.+?)$/.exec(text)
    const inner = (source: string) => new Parser(`{${source}}`).parse()
    if (match === null) return { type: 'filter', left: inner(text), operator: 'exists', right: [] }
    return { type: 'filter', left: inner(match[1] ?? ''), operator: match[2] ?? '', right: inner(match[3] ?? '') }
  }
}

/** Where the parenthesis that stands before `start` closes; quotes hide those inside them. */
function closingBracket(text: string, start: number): number {
  let depth = 0
  let quote = ''
  for (let at = start; ; at++) {
    const character = text.charAt(at)
    if (character === '' || character === '\n') throw new SyntaxProblem('unterminated filter')
    if (quote !== '') {
      if (character === '\\') at++
      else if (character === quote) quote = ''
      continue
    }
    if (character === '"' || character === "'") quote = character
    if (character === '(') depth++
    if (character === ')' && depth-- === 0) return at
  }
}

/** What stands in one pair of brackets, or between its commas: a key in single quotes, an index or a slice. */
function one(text: string): PathNode {
  const key = /^'([^']*)'$/.exec(text)
  if (key !== null) return { type: 'list', nodes: new Parser(`{.${key[1] ?? ''}}`).parse() }
  const match = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(text)
  if (match === null) throw new SyntaxProblem(`invalid array index ${text}`)
  const number = (part: string | undefined): number | undefined => (part === undefined || part === '' || part === ':' ? undefined : Number(part.replace(':', '')))
  const from = number(match[1])
  const derived = match[2] === undefined || match[2] === ''
  return { type: 'array', from, to: derived ? (from ?? 0) + 1 : number(match[2]), toDerived: derived, step: number(match[3]) }
}

function unquote(text: string): string {
  const named: Readonly<Record<string, string | undefined>> = { n: '\n', t: '\t', r: '\r', a: '\u0007', b: '\b', f: '\f', v: '\v' }
  return text.replace(/\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[^])/g, (_, code: string) => (code.length > 1 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (named[code] ?? code)))
}
