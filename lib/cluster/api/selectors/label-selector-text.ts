import { isLabelKey, isLabelValue } from './label-names'
import { tokens, type Token } from './label-lexer'

/** One condition on labels. */
export interface Requirement {
  readonly key: string
  readonly operator: 'in' | 'notin' | '=' | '==' | '!=' | 'exists' | '!' | 'gt' | 'lt'
  readonly values: readonly string[]
}

/** A selector as text, read: what to fulfil, or why it can't be read, in the server's words (apimachinery pkg/labels/selector.go Parser). */
export type ParsedSelector = { readonly ok: true; readonly requirements: readonly Requirement[] } | { readonly ok: false; readonly message: string }

class Unreadable extends Error {}

export function parseLabelSelector(text: string): ParsedSelector {
  const parser = new Parser(tokens(text))
  try {
    return { ok: true, requirements: parser.selector() }
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, message: error.message }
    throw error
  }
}

/** Whether labels fulfil every requirement. */
export function fulfilsAll(requirements: readonly Requirement[], labels: Readonly<Record<string, string>> = {}): boolean {
  return requirements.every((requirement) => fulfils(requirement, labels))
}

function fulfils({ key, operator, values }: Requirement, labels: Readonly<Record<string, string>>): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined
  switch (operator) {
    case 'exists':
      return value !== undefined
    case '!':
      return value === undefined
    case '!=':
    case 'notin':
      return value === undefined || !values.includes(value)
    case 'gt':
    case 'lt': {
      const [limit = ''] = values
      if (value === undefined || !isInteger(value)) return false
      return operator === 'gt' ? Number(value) > Number(limit) : Number(value) < Number(limit)
    }
    default:
      return value !== undefined && values.includes(value)
  }
}

function isInteger(text: string): boolean {
  return /^[+-]?\d+$/.test(text)
}

class Parser {
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(list: readonly Token[]) {
    this.#tokens = list
  }

  selector(): Requirement[] {
    const found: Requirement[] = []
    for (;;) {
      const token = this.#peek(false)
      if (token.kind === 'end') return found
      if (token.kind !== 'identifier' && token.kind !== '!') throw new Unreadable(`found '${token.text}', expected: !, identifier, or 'end of string'`)
      found.push(this.#requirement())
      const after = this.#take(true)
      if (after.kind === 'end') return found
      if (after.kind !== ',') throw new Unreadable(`found '${after.text}', expected: ',' or 'end of string'`)
      const next = this.#peek(false)
      if (next.kind !== 'identifier' && next.kind !== '!') throw new Unreadable(`found '${next.text}', expected: identifier after ','`)
    }
  }

  #requirement(): Requirement {
    const { key, negated } = this.#key()
    if (negated) return { key, operator: '!', values: [] }
    const next = this.#peek(true)
    if (next.kind === 'end' || next.kind === ',') return { key, operator: 'exists', values: [] }
    const operator = this.#operator()
    const values = operator === 'in' || operator === 'notin' ? this.#values() : [this.#exactValue()]
    return checked({ key, operator, values })
  }

  #key(): { key: string; negated: boolean } {
    let token = this.#take(false)
    const negated = token.kind === '!'
    if (negated) token = this.#take(false)
    if (token.kind !== 'identifier') throw new Unreadable(`unable to parse requirement: found '${token.text}', expected: identifier`)
    const fault = isLabelKey(token.text)
    if (fault !== undefined) throw new Unreadable(`unable to parse requirement: <nil>: Invalid value: ${JSON.stringify(token.text)}: ${fault}`)
    return { key: token.text, negated }
  }

  #operator(): Requirement['operator'] {
    const token = this.#take(false)
    switch (token.kind) {
      case 'in':
      case 'notin':
      case '=':
      case '==':
      case '!=':
        return token.kind
      case '>':
        return 'gt'
      case '<':
        return 'lt'
      default:
        throw new Unreadable(`unable to parse requirement: found '${token.text}', expected: in, notin, =, ==, !=, gt, lt`)
    }
  }

  #values(): string[] {
    const open = this.#take(true)
    if (open.kind !== '(') throw new Unreadable(`unable to parse requirement: found '${open.text}' expected: '('`)
    const first = this.#peek(true)
    if (first.kind === ')') {
      this.#take(true)
      return ['']
    }
    if (first.kind !== 'identifier' && first.kind !== ',') throw new Unreadable(`unable to parse requirement: found '${first.text}', expected: ',', ')' or identifier`)
    const values = this.#identifiers()
    const close = this.#take(true)
    if (close.kind !== ')') throw new Unreadable(`unable to parse requirement: found '${close.text}', expected: ')'`)
    return values
  }

  /** An empty place between commas is the empty value. */
  #identifiers(): string[] {
    const values: string[] = []
    let expectsValue = true
    for (;;) {
      const token = this.#peek(true)
      if (token.kind === 'identifier') {
        values.push(token.text)
        this.#take(true)
        expectsValue = false
        const after = this.#peek(true)
        if (after.kind !== ',' && after.kind !== ')') throw new Unreadable(`unable to parse requirement: found '${after.text}', expected: ',' or ')'`)
        continue
      }
      if (token.kind === ',') {
        if (expectsValue) values.push('')
        this.#take(true)
        expectsValue = true
        if (this.#peek(true).kind === ')') return [...values, '']
        continue
      }
      if (token.kind === ')') return values
      throw new Unreadable(`unable to parse requirement: found '${token.text}', expected: ',', or identifier`)
    }
  }

  #exactValue(): string {
    const next = this.#peek(true)
    if (next.kind === 'end' || next.kind === ',') return ''
    const token = this.#take(true)
    if (token.kind === 'identifier') return token.text
    throw new Unreadable(`unable to parse requirement: found '${token.text}', expected: identifier`)
  }

  /** Where a value is expected, `in` and `notin` are words like any other. */
  #peek(value: boolean): Token {
    const token = this.#tokens[this.#at] ?? { kind: 'end', text: '' }
    return value && (token.kind === 'in' || token.kind === 'notin') ? { kind: 'identifier', text: token.text } : token
  }

  #take(value: boolean): Token {
    const token = this.#peek(value)
    this.#at++
    return token
  }
}

function checked(requirement: Requirement): Requirement {
  const { key, operator, values } = requirement
  if ((operator === 'gt' || operator === 'lt') && !isInteger(values[0] ?? '')) {
    throw new Unreadable(`unable to parse requirement: values[0]: Invalid value: ${JSON.stringify(values[0])}: for 'Gt', 'Lt' operators, the value must be an integer`)
  }
  for (const [index, value] of values.entries()) {
    const fault = isLabelValue(value)
    if (fault !== undefined) throw new Unreadable(`unable to parse requirement: values[${String(index)}][${key}]: Invalid value: ${JSON.stringify(value)}: ${fault}`)
  }
  return requirement
}
