/** One token of a label selector's text; `in` and `notin` are identifiers with a meaning. */
export interface Token {
  readonly kind: 'end' | 'identifier' | '(' | ')' | ',' | '!' | '=' | '==' | '!=' | '>' | '<' | 'in' | 'notin' | 'gt' | 'lt' | 'error'
  readonly text: string
}

const special = new Set(['=', '!', '(', ')', ',', '>', '<'])
const operators = new Map<string, Token['kind']>([
  [')', ')'],
  [',', ','],
  ['!', '!'],
  ['==', '=='],
  ['=', '='],
  ['>', '>'],
  ['<', '<'],
  ['in', 'in'],
  ['!=', '!='],
  ['notin', 'notin'],
  ['(', '('],
])

/** The tokens of a label selector (apimachinery pkg/labels/selector.go Lexer). */
export function tokens(text: string): Token[] {
  const found: Token[] = []
  let at = 0
  for (;;) {
    while (at < text.length && isSpace(text.charAt(at))) at++
    if (at >= text.length) {
      found.push({ kind: 'end', text: '' })
      return found
    }
    const isOperator = special.has(text.charAt(at))
    const word = isOperator ? operatorAt(text, at) : wordAt(text, at)
    found.push({ kind: operators.get(word) ?? (isOperator ? 'error' : 'identifier'), text: word })
    at += word.length
  }
}

/** The longest operator that begins here; what is none ends where it stops to look like one. */
function operatorAt(text: string, start: number): string {
  let at = start
  let last = start
  while (at < text.length && special.has(text.charAt(at))) {
    at++
    if (!operators.has(text.slice(start, at))) break
    last = at
  }
  return text.slice(start, last === start ? at : last)
}

function wordAt(text: string, start: number): string {
  let at = start
  while (at < text.length && !special.has(text.charAt(at)) && !isSpace(text.charAt(at))) at++
  return text.slice(start, at)
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\n'
}
