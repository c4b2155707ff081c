import type { Piece, Word } from './syntax'

/** What expansion needs to know of the shell. */
export interface Expander {
  variable(name: string): string | undefined
  assign(name: string, value: string): void
  capture(script: string): string
  glob(pattern: string): readonly string[]
}

/** A word's text without splitting: for assignments and redirections. */
export function expandJoined(word: Word, shell: Expander): string {
  return word.map((piece) => pieceText(piece, shell)).join('')
}

/** The fields a word becomes: unquoted expansions are split at white space, unquoted patterns become file names. */
export function expandWord(word: Word, shell: Expander): string[] {
  const fields: { text: string; pattern: boolean; kept: boolean }[] = []
  let current: { text: string; pattern: boolean; kept: boolean } | undefined
  const grow = (text: string, kept: boolean, pattern: boolean) => {
    current ??= { text: '', pattern: false, kept: false }
    current.text += text
    current.kept ||= kept
    current.pattern ||= pattern
  }
  const end = () => {
    if (current !== undefined && (current.text !== '' || current.kept)) fields.push(current)
    current = undefined
  }
  for (const piece of word) {
    const text = pieceText(piece, shell)
    if (piece.quoted) grow(text, true, false)
    else if (piece.kind === 'text') grow(text, false, isPattern(text))
    else {
      const parts = text.split(/[ \t\n]+/)
      for (const [index, part] of parts.entries()) {
        if (index > 0) end()
        if (part !== '') grow(part, false, isPattern(part))
      }
    }
  }
  end()
  return fields.flatMap((field) => {
    if (!field.pattern) return [field.text]
    const names = shell.glob(field.text)
    return names.length === 0 ? [field.text] : names
  })
}

function pieceText(piece: Piece, shell: Expander): string {
  switch (piece.kind) {
    case 'text':
      return piece.text
    case 'command':
      return shell.capture(piece.script).replace(/\n+$/, '')
    case 'arithmetic':
      return String(calculate(piece.expression.replace(/\$?\{?([A-Za-z_]\w*)\}?/g, (_, name: string) => shell.variable(name) ?? '0')))
    case 'variable':
      return variableText(piece, shell)
  }
}

function variableText(piece: Extract<Piece, { kind: 'variable' }>, shell: Expander): string {
  const { name, operator, operand: word = [] } = piece
  const value = shell.variable(name)
  const text = value ?? ''
  const operand = () => expandJoined(word, shell)
  switch (operator) {
    case undefined:
      return text
    case 'length':
      return String(text.length)
    case '#':
    case '##':
      return trimPrefix(text, operand(), operator === '##')
    case '%':
    case '%%':
      return trimSuffix(text, operand(), operator === '%%')
    default:
      return withDefault(name, operator, value, operand, shell)
  }
}

/** `${NAME:-word}`, `${NAME:=word}`, `${NAME:+word}`; without the colon an empty value counts as one. */
function withDefault(name: string, operator: string, value: string | undefined, operand: () => string, shell: Expander): string {
  const missing = value === undefined || (operator.startsWith(':') && value === '')
  if (operator.endsWith('+')) return missing ? '' : operand()
  if (!missing) return value
  if (operator.endsWith('=')) shell.assign(name, operand())
  return operand()
}

function trimPrefix(text: string, pattern: string, longest: boolean): string {
  const lengths = Array.from({ length: text.length + 1 }, (_, index) => (longest ? text.length - index : index))
  const cut = lengths.find((length) => matches(text.slice(0, length), pattern))
  return cut === undefined ? text : text.slice(cut)
}

function trimSuffix(text: string, pattern: string, longest: boolean): string {
  const starts = Array.from({ length: text.length + 1 }, (_, index) => (longest ? index : text.length - index))
  const cut = starts.find((start) => matches(text.slice(start), pattern))
  return cut === undefined ? text : text.slice(0, cut)
}

function isPattern(text: string): boolean {
  return /[*?]|\[[^\]]+\]/.test(text)
}

/** Whether a text fits a shell pattern. */
export function matches(text: string, pattern: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')
  const source = /\[[^\]]+\]/.test(escaped) ? escaped.replaceAll('[!', '[^') : escaped.replaceAll('[', '\\[')
  return new RegExp(`^${source}$`, 's').test(text)
}

/** `1 + 2 * (3 - 1)`: whole numbers, + - * / %, comparisons. */
function calculate(expression: string): number {
  const tokens = expression.match(/\d+|[-+*/%()<>]=?|==|!=/g) ?? []
  let at = 0
  const atom = (): number => {
    const token = tokens[at++] ?? '0'
    if (token === '(') {
      const value = comparison()
      at++
      return value
    }
    if (token === '-') return -atom()
    return Number(token)
  }
  const product = (): number => {
    let value = atom()
    for (let token = tokens[at]; token === '*' || token === '/' || token === '%'; token = tokens[at]) {
      at++
      const right = atom()
      value = token === '*' ? value * right : token === '/' ? Math.trunc(value / right) : value % right
    }
    return value
  }
  const sum = (): number => {
    let value = product()
    for (let token = tokens[at]; token === '+' || token === '-'; token = tokens[at]) {
      at++
      const right = product()
      value = token === '+' ? value + right : value - right
    }
    return value
  }
  const comparison = (): number => {
    const left = sum()
    const token = tokens[at]
    if (token === undefined || !/^(?:[<>]=?|==|!=)$/.test(token)) return left
    at++
    const right = sum()
    const holds = { '<': left < right, '>': left > right, '<=': left <= right, '>=': left >= right, '==': left === right, '!=': left !== right }[token] ?? false
    return holds ? 1 : 0
  }
  return comparison()
}
