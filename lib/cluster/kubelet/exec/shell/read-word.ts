import type { Piece, Word } from './syntax'

/** A syntax error, in ash's words. */
export class ShellSyntaxError extends Error {}

const stops = /[\s;&|<>()]/

/** Reads one word from a place in a script; undefined where none stands. */
export function readWord(text: string, from: number): { readonly word: Word; readonly end: number } | undefined {
  const pieces: Piece[] = []
  let at = from
  let plain = ''
  const flush = () => {
    if (plain !== '') pieces.push({ kind: 'text', text: plain, quoted: false })
    plain = ''
  }
  while (at < text.length) {
    const character = text.charAt(at)
    if (stops.test(character)) break
    if (character === "'") {
      flush()
      const close = text.indexOf("'", at + 1)
      if (close < 0) throw new ShellSyntaxError('unterminated quoted string')
      pieces.push({ kind: 'text', text: text.slice(at + 1, close), quoted: true })
      at = close + 1
    } else if (character === '"') {
      flush()
      at = readQuoted(text, at + 1, pieces)
    } else if (character === '\\') {
      flush()
      if (text.charAt(at + 1) !== '\n') pieces.push({ kind: 'text', text: text.charAt(at + 1), quoted: true })
      at += 2
    } else if (character === '$' || character === '`') {
      const expansion = readExpansion(text, at, false)
      if (expansion === undefined) {
        plain += character
        at++
      } else {
        flush()
        pieces.push(expansion.piece)
        at = expansion.end
      }
    } else {
      plain += character
      at++
    }
  }
  flush()
  return at === from ? undefined : { word: pieces, end: at }
}

function readQuoted(text: string, from: number, pieces: Piece[]): number {
  let at = from
  let plain = ''
  for (;;) {
    if (at >= text.length) throw new ShellSyntaxError('unterminated quoted string')
    const character = text.charAt(at)
    if (character === '"') break
    const expansion = character === '$' || character === '`' ? readExpansion(text, at, true) : undefined
    if (expansion !== undefined) {
      if (plain !== '') pieces.push({ kind: 'text', text: plain, quoted: true })
      plain = ''
      pieces.push(expansion.piece)
      at = expansion.end
    } else if (character === '\\' && '"\\$`\n'.includes(text.charAt(at + 1))) {
      if (text.charAt(at + 1) !== '\n') plain += text.charAt(at + 1)
      at += 2
    } else {
      plain += character
      at++
    }
  }
  pieces.push({ kind: 'text', text: plain, quoted: true })
  return at + 1
}

/** `$name`, `${name:-word}`, `$(command)`, `$((1 + 2))`, `` `command` ``; undefined for a dollar sign alone. */
function readExpansion(text: string, at: number, quoted: boolean): { readonly piece: Piece; readonly end: number } | undefined {
  if (text.charAt(at) === '`') {
    const close = text.indexOf('`', at + 1)
    if (close < 0) throw new ShellSyntaxError('unterminated quoted string')
    return { piece: { kind: 'command', script: text.slice(at + 1, close), quoted }, end: close + 1 }
  }
  if (text.startsWith('$((', at)) {
    const close = text.indexOf('))', at)
    if (close < 0) throw new ShellSyntaxError('missing "))"')
    return { piece: { kind: 'arithmetic', expression: text.slice(at + 3, close), quoted }, end: close + 2 }
  }
  if (text.startsWith('$(', at)) {
    const close = closing(text, at + 1, '(', ')')
    return { piece: { kind: 'command', script: text.slice(at + 2, close), quoted }, end: close + 1 }
  }
  if (text.startsWith('${', at)) return readBraced(text, at, quoted)
  const name = /^(?:[A-Za-z_]\w*|[0-9?$#@*!-])/.exec(text.slice(at + 1))?.[0]
  return name === undefined ? undefined : { piece: { kind: 'variable', name, quoted }, end: at + 1 + name.length }
}

function readBraced(text: string, at: number, quoted: boolean): { readonly piece: Piece; readonly end: number } {
  const close = closing(text, at + 1, '{', '}')
  const match = /^(#?)([A-Za-z_]\w*|[0-9?$#@*!-])(?:(:?[-=+?]|##?|%%?)([^]*))?$/.exec(text.slice(at + 2, close))
  if (match === null) throw new ShellSyntaxError('bad substitution')
  const operand = match[4] === undefined || match[4] === '' ? [] : asWord(match[4])
  const operator = match[1] === '#' ? 'length' : match[3]
  return { piece: { kind: 'variable', name: match[2] ?? '', quoted, ...(operator === undefined ? {} : { operator, operand }) }, end: close + 1 }
}

/** The operand of an expansion may hold spaces. */
function asWord(text: string): Word {
  return readWord(text, 0)?.end === text.length ? (readWord(text, 0)?.word ?? []) : [{ kind: 'text', text, quoted: false }]
}

function closing(text: string, open: number, opener: string, closer: string): number {
  let depth = 0
  for (let at = open; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === "'") at = Math.max(at, text.indexOf("'", at + 1))
    else if (character === '\\') at++
    else if (character === opener) depth++
    else if (character === closer && --depth === 0) return at
  }
  throw new ShellSyntaxError(`syntax error: unexpected end of file (expecting "${closer}")`)
}
