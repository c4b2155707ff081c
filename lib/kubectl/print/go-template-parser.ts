/** What cannot be read of a template; the line counts from 1. */
export class TemplateSyntax extends Error {}

/** A value or call in an action. `at`: offset in the template, `text`: as Go writes it back. */
export interface Operand {
  readonly type: 'fields' | 'variable' | 'literal' | 'nil' | 'function' | 'pipe'
  /** Of a function or variable. */
  readonly name: string
  /** Fields read one after another. */
  readonly fields: readonly string[]
  readonly value?: unknown
  readonly pipe?: Pipe
  readonly at: number
  readonly text: string
}

export type Call = readonly Operand[]

/** `$i, $x := .a | f "b"`. */
export interface Pipe {
  readonly variables: readonly string[]
  readonly declares: boolean
  readonly calls: readonly Call[]
}

export type TemplateNode =
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'action'; readonly pipe: Pipe }
  | { readonly type: 'if' | 'with' | 'range'; readonly pipe: Pipe; readonly body: readonly TemplateNode[]; readonly otherwise: readonly TemplateNode[] }
  | { readonly type: 'template'; readonly name: string; readonly pipe: Pipe | undefined; readonly at: number; readonly text: string }
  | { readonly type: 'break' | 'continue' }

/** Templates by name; the one that was given is called `output`. */
export type Templates = ReadonlyMap<string, readonly TemplateNode[]>

/** A float that Go keeps apart from an integer of the same value. */
export class GoFloat {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }
}

interface Token {
  readonly text: string
  readonly at: number
}

interface Piece {
  readonly text?: string
  readonly tokens?: readonly Token[]
}

const tokenPattern = /\s+|"(?:\\.|[^"\\\n])*"|`[^`]*`|\$\w*|\.[A-Za-z_]\w*|[-+]?\d[\w.]*|[A-Za-z_]\w*|:=|[|(),=.]/y

/** Reads a template of Go's text/template. `functions` are the names that may be called. */
export function parseTemplate(source: string, functions: ReadonlySet<string>): Templates {
  return new Parser(source, functions).parse()
}

function lineAt(source: string, at: number): number {
  return source.slice(0, at).split('\n').length
}

function syntax(source: string, at: number, message: string): never {
  throw new TemplateSyntax(`template: output:${String(lineAt(source, at))}: ${message}`)
}

/** Text and actions in turn; `{{-` and `-}}` eat the blanks beside them, comments vanish. */
function split(source: string): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  let trim = false
  while (at < source.length) {
    const open = source.indexOf('{{', at)
    const raw = source.slice(at, open === -1 ? undefined : open)
    const trimsLeft = open !== -1 && /^\{\{-\s/.test(source.slice(open, open + 4))
    const left = trim ? raw.trimStart() : raw
    const text = trimsLeft ? left.trimEnd() : left
    if (text !== '') pieces.push({ text })
    if (open === -1) break
    const action = readAction(source, open + (trimsLeft ? 3 : 2))
    if (action.tokens.length > 0) pieces.push({ tokens: action.tokens })
    trim = action.trims
    at = action.end
  }
  return pieces
}

function readAction(source: string, from: number): { readonly tokens: readonly Token[]; readonly end: number; readonly trims: boolean } {
  const comment = /^\s*\/\*[^]*?\*\/\s*(-?)\}\}/.exec(source.slice(from))
  if (comment !== null) return { tokens: [], end: from + comment[0].length, trims: comment[1] === '-' }
  const tokens: Token[] = []
  let at = from
  for (;;) {
    const close = /^(?:\s+-)?\}\}/.exec(source.slice(at))
    if (close !== null) {
      if (tokens.length === 0) syntax(source, at, 'missing value for command')
      return { tokens, end: at + close[0].length, trims: close[0].includes('-') }
    }
    tokenPattern.lastIndex = at
    const [text] = tokenPattern.exec(source) ?? []
    if (text === undefined) syntax(source, at, at >= source.length || source.charAt(at) === '{' ? 'unclosed action' : source.charAt(at) === '"' ? 'unterminated quoted string' : `unexpected ${JSON.stringify(source.charAt(at))} in operand`)
    if (text.trim() !== '') tokens.push({ text, at })
    at += text.length
  }
}

class Parser {
  readonly #source: string
  readonly #functions: ReadonlySet<string>
  readonly #pieces: readonly Piece[]
  readonly #templates = new Map<string, readonly TemplateNode[]>()
  #piece = 0
  #ranges = 0
  #tokens: readonly Token[] = []
  #at = 0

  constructor(source: string, functions: ReadonlySet<string>) {
    this.#source = source
    this.#functions = functions
    this.#pieces = split(source)
  }

  parse(): Templates {
    const { nodes, end } = this.#block()
    if (end !== undefined) this.#fail(`unexpected {{${end}}}`)
    this.#templates.set('output', nodes)
    return this.#templates
  }

  #fail(message: string): never {
    return syntax(this.#source, this.#tokens[this.#at]?.at ?? this.#tokens.at(-1)?.at ?? 0, message)
  }

  /** Nodes up to `{{end}}` or `{{else …}}`, whose tokens are then current; `end` says which, undefined at the template's end. */
  #block(): { readonly nodes: TemplateNode[]; readonly end: 'end' | 'else' | undefined } {
    const nodes: TemplateNode[] = []
    for (;;) {
      const piece = this.#pieces[this.#piece++]
      if (piece === undefined) return { nodes, end: undefined }
      if (piece.text !== undefined) {
        nodes.push({ type: 'text', value: piece.text })
        continue
      }
      this.#tokens = piece.tokens ?? []
      this.#at = 0
      const word = this.#tokens[0]?.text
      if (word === 'end' || word === 'else') return { nodes, end: word }
      const node = this.#statement(word ?? '')
      if (node !== undefined) nodes.push(node)
    }
  }

  #statement(word: string): TemplateNode | undefined {
    switch (word) {
      case 'if':
      case 'with':
      case 'range':
        this.#at++
        return this.#control(word)
      case 'break':
      case 'continue':
        return this.#ranges > 0 ? { type: word } : this.#fail(`{{${word}}} outside {{range}}`)
      case 'define':
        this.#define()
        return undefined
      case 'template':
        return this.#template()
      default:
        return { type: 'action', pipe: this.#wholePipe('command') }
    }
  }

  #control(type: 'if' | 'with' | 'range'): TemplateNode {
    const pipe = this.#wholePipe(type)
    this.#ranges += type === 'range' ? 1 : 0
    const { nodes: body, end } = this.#block()
    this.#ranges -= type === 'range' ? 1 : 0
    if (end === undefined) this.#fail('unexpected EOF')
    return { type, pipe, body, otherwise: end === 'else' ? this.#otherwise() : [] }
  }

  #otherwise(): readonly TemplateNode[] {
    const next = this.#tokens[1]?.text
    if (next === 'if' || next === 'with') {
      this.#at = 2
      return [this.#control(next)]
    }
    const { nodes, end } = this.#block()
    if (end !== 'end') this.#fail(end === undefined ? 'unexpected EOF' : 'expected end; found {{else}}')
    return nodes
  }

  #define(): void {
    const name = unquote(this.#tokens[1]?.text ?? '')
    const { nodes, end } = this.#block()
    if (end !== 'end') this.#fail('unexpected EOF')
    this.#templates.set(name, nodes)
  }

  #template(): TemplateNode {
    const token = this.#tokens[1] ?? this.#fail('missing name in template clause')
    this.#at = 2
    const pipe = this.#tokens.length > 2 ? this.#wholePipe('template') : undefined
    return { type: 'template', name: unquote(token.text), pipe, at: token.at, text: `{{template ${token.text}}}` }
  }

  #wholePipe(context: string): Pipe {
    const pipe = this.#pipe(context)
    const left = this.#tokens[this.#at]
    return left === undefined ? pipe : this.#fail(`unexpected ${left.text} in ${context}`)
  }

  #pipe(context: string): Pipe {
    const ahead = this.#tokens.slice(this.#at, this.#at + 4).map((token) => token.text)
    const count = ahead[1] === ',' && ahead[3] === ':=' ? 2 : ahead[1] === ':=' || ahead[1] === '=' ? 1 : 0
    const variables = count === 2 ? [ahead[0] ?? '', ahead[2] ?? ''] : ahead.slice(0, count)
    const declares = ahead[count * 2 - 1] === ':='
    this.#at += count * 2
    const calls: Call[] = [this.#call(context)]
    while (this.#tokens[this.#at]?.text === '|') {
      this.#at++
      calls.push(this.#call(context))
    }
    return { variables, declares, calls }
  }

  #call(context: string): Call {
    const operands: Operand[] = []
    for (;;) {
      const next = this.#tokens[this.#at]?.text
      if (next === undefined || next === '|' || next === ')') break
      operands.push(this.#operand())
    }
    return operands.length === 0 ? this.#fail(`missing value for ${context}`) : operands
  }

  #operand(): Operand {
    const token = this.#tokens[this.#at++] ?? this.#fail('missing value for command')
    const first = this.#term(token)
    const fields: string[] = []
    let chain: number | undefined
    // Only fields that touch belong together; Go gives the chain the place of its second part.
    for (let end = this.#endBefore(); ; end = this.#endBefore()) {
      const next = this.#tokens[this.#at]
      if (next?.at !== end || !/^\.\w/.test(next.text)) break
      chain ??= next.at
      fields.push(next.text.slice(1))
      this.#at++
    }
    if (chain === undefined) return first
    return { ...first, fields: [...first.fields, ...fields], at: chain, text: `${first.text}.${fields.join('.')}` }
  }

  #endBefore(): number {
    const last = this.#tokens[this.#at - 1]
    return (last?.at ?? 0) + (last?.text.length ?? 0)
  }

  #term({ text, at }: Token): Operand {
    const base = { name: '', fields: [], at, text }
    if (text === '(') {
      const pipe = this.#pipe('parenthesized pipeline')
      if (this.#tokens[this.#at++]?.text !== ')') this.#fail('unclosed left paren')
      return { ...base, type: 'pipe', pipe, text: `(${pipe.calls.map((call) => call.map((operand) => operand.text).join(' ')).join(' | ')})` }
    }
    if (text === '.') return this.#at > 1 && this.#tokens[this.#at - 2]?.text.startsWith('.') === true ? this.#fail('unexpected <.> in operand') : { ...base, type: 'fields' }
    if (text.startsWith('.')) return { ...base, type: 'fields', fields: [text.slice(1)] }
    if (text.startsWith('$')) return { ...base, type: 'variable', name: text }
    return { ...base, ...this.#word(text) }
  }

  #word(text: string): Pick<Operand, 'type'> & Partial<Operand> {
    if (/^["`]/.test(text)) return { type: 'literal', value: unquote(text) }
    if (/^[-+]?\d/.test(text)) return { type: 'literal', value: /[.eE]/.test(text) ? new GoFloat(Number(text)) : Number(text) }
    if (text === 'true' || text === 'false') return { type: 'literal', value: text === 'true' }
    if (text === 'nil') return { type: 'nil' }
    if (!/^\w/.test(text)) this.#fail(`unexpected "${text}" in operand`)
    if (!this.#functions.has(text)) this.#fail(`function "${text}" not defined`)
    return { type: 'function', name: text }
  }
}

function unquote(text: string): string {
  if (text.startsWith('`')) return text.slice(1, -1)
  const named: Readonly<Record<string, string | undefined>> = { n: '\n', t: '\t', r: '\r' }
  return text.slice(1, -1).replace(/\\(.)/g, (_, letter: string) => named[letter] ?? letter)
}
