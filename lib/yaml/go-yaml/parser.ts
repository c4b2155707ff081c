import { GoYamlFault } from './reader'
import { Scanner, type Token, type TokenKind } from './scanner'

/**
 * Why Go programs cannot read a document, in the words of go-yaml v2 (scannerc.go, parserc.go, decode.go): `yaml: line 4: did not find expected
 * key`. Undefined: they can. Only the grammar is looked at; values are not made.
 */
export function goYamlFault(text: string): string | undefined {
  try {
    new Parser(new Scanner(text)).document()
    return undefined
  } catch (fault) {
    if (fault instanceof RangeError) return 'yaml: exceeded max depth of 10000'
    if (!(fault instanceof GoYamlFault)) throw fault
    return `yaml: ${fault.line === 0 ? '' : `line ${String(fault.line)}: `}${fault.message}`
  }
}

class Parser {
  readonly #tokens: Scanner
  readonly #anchors = new Set<string>()
  readonly #handles = new Set<string>()

  constructor(tokens: Scanner) {
    this.#tokens = tokens
  }

  document(): void {
    const first = this.#tokens.peek()
    if (first.kind === 'stream-end') return
    const explicit = isOne(first, 'version', 'tag-directive', 'document-start')
    if (explicit) {
      this.#directives()
      this.#expect('document-start', 'did not find expected <document start>')
    }
    if (!explicit || !isOne(this.#tokens.peek(), 'version', 'tag-directive', 'document-start', 'document-end', 'stream-end')) this.#node(true, false)
    this.#tokens.peek()
  }

  #directives(): void {
    let version = false
    for (let token = this.#tokens.peek(); isOne(token, 'version', 'tag-directive'); token = this.#tokens.peek()) {
      if (token.kind === 'version') {
        if (version) refuse('found duplicate %YAML directive', token)
        if (token.value !== '1.1') refuse('found incompatible YAML document', token)
        version = true
      } else if (this.#handles.has(token.value)) refuse('found duplicate %TAG directive', token)
      else this.#handles.add(token.value)
      this.#tokens.next()
    }
  }

  #expect(kind: TokenKind, problem: string): void {
    if (this.#tokens.peek().kind !== kind) refuse(problem, this.#tokens.peek())
    this.#tokens.next()
  }

  /** `block`: collections by indentation may stand here; `indentless`: also a sequence at its key's own indentation. */
  #node(block: boolean, indentless: boolean): void {
    if (this.#tokens.peek().kind === 'alias') return this.#alias()
    const hasProperties = this.#properties()
    const token = this.#tokens.peek()
    if (indentless && token.kind === '-') this.#indentlessSequence()
    else if (token.kind === 'scalar') this.#tokens.next()
    else if (token.kind === '[') this.#flowSequence()
    else if (token.kind === '{') this.#flowMapping()
    else if (block && token.kind === 'block-sequence') this.#blockSequence()
    else if (block && token.kind === 'block-mapping') this.#blockMapping()
    else if (!hasProperties) refuse('did not find expected node content', token)
  }

  #alias(): void {
    const { value } = this.#tokens.next()
    if (!this.#anchors.has(value)) throw new GoYamlFault(`unknown anchor '${value}' referenced`, 0)
  }

  /** An anchor, a tag, or both in any order. */
  #properties(): boolean {
    const seen = new Map<TokenKind, Token>()
    for (let token = this.#tokens.peek(); isOne(token, 'anchor', 'tag') && !seen.has(token.kind); token = this.#tokens.peek()) {
      seen.set(token.kind, token)
      this.#tokens.next()
    }
    this.#tokens.peek()
    const tag = seen.get('tag')
    if (tag !== undefined && !['', '!!'].includes(tag.value) && !this.#handles.has(tag.value)) refuse('found undefined tag handle', tag)
    const anchor = seen.get('anchor')
    if (anchor !== undefined) this.#anchors.add(anchor.value)
    return seen.size > 0
  }

  #blockSequence(): void {
    this.#tokens.next()
    while (this.#tokens.peek().kind === '-') {
      this.#tokens.next()
      if (!isOne(this.#tokens.peek(), '-', 'block-end')) this.#node(true, false)
    }
    this.#expect('block-end', "did not find expected '-' indicator")
  }

  #indentlessSequence(): void {
    while (this.#tokens.peek().kind === '-') {
      this.#tokens.next()
      if (!isOne(this.#tokens.peek(), '-', 'key', 'value', 'block-end')) this.#node(true, false)
    }
  }

  #blockMapping(): void {
    this.#tokens.next()
    while (this.#tokens.peek().kind === 'key') {
      this.#tokens.next()
      if (!isOne(this.#tokens.peek(), 'key', 'value', 'block-end')) this.#node(true, true)
      if (this.#tokens.peek().kind !== 'value') continue
      this.#tokens.next()
      if (!isOne(this.#tokens.peek(), 'key', 'value', 'block-end')) this.#node(true, true)
    }
    this.#expect('block-end', 'did not find expected key')
  }

  #flowSequence(): void {
    this.#tokens.next()
    for (let first = true; this.#tokens.peek().kind !== ']'; first = false) {
      if (!first) this.#expect(',', "did not find expected ',' or ']'")
      if (this.#tokens.peek().kind === 'key') this.#flowPair()
      else if (this.#tokens.peek().kind === ']') break
      else this.#node(false, false)
    }
    this.#tokens.next()
  }

  /** `[a: b]`. A token where a key should be is passed over, as go-yaml does. */
  #flowPair(): void {
    this.#tokens.next()
    if (isOne(this.#tokens.peek(), 'value', ',', ']')) this.#tokens.next()
    else this.#node(false, false)
    this.#flowValue(']')
  }

  #flowMapping(): void {
    this.#tokens.next()
    for (let first = true; this.#tokens.peek().kind !== '}'; first = false) {
      if (!first) this.#expect(',', "did not find expected ',' or '}'")
      if (this.#tokens.peek().kind === 'key') {
        this.#tokens.next()
        if (!isOne(this.#tokens.peek(), 'value', ',', '}')) this.#node(false, false)
        this.#flowValue('}')
      } else if (this.#tokens.peek().kind === '}') break
      else this.#node(false, false)
    }
    this.#tokens.next()
  }

  #flowValue(closing: ']' | '}'): void {
    if (this.#tokens.peek().kind !== 'value') return
    this.#tokens.next()
    if (!isOne(this.#tokens.peek(), ',', closing)) this.#node(false, false)
  }
}

function isOne(token: Token, ...kinds: readonly TokenKind[]): boolean {
  return kinds.includes(token.kind)
}

/** The parser names the line before the token's: it counts from 0 (go-yaml v2 decode.go fail). */
function refuse(problem: string, { line }: Token): never {
  throw new GoYamlFault(problem, line)
}
