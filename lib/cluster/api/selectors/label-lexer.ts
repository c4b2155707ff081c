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
    const start = at
    if (special.has(text.charAt(at))) {
      let last = start
      while (at < text.length && special.has(text.charAt(at))) {
        at++
        if (operators.has(text.slice(start, at))) last = at
        else break
      }
      at = last === start ? at : last
      const word = text.slice(start, at)
      found.push({ kind: operators.get(word) ?? 'error', text: word })
      continue
    }
    while (at < text.length && !special.has(text.charAt(at)) && !isSpace(text.charAt(at))) at++
    const word = text.slice(start, at)
    found.push({ kind: operators.get(word) ?? 'identifier', text: word })
  }
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\n'
}
