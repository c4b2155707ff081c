import { end, isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, type Reader } from './reader'

/** Passes over blanks and a comment to the line's end. */
function skipToBreak(reader: Reader): void {
  reader.skipWhile(isBlank)
  if (reader.peek() === '#') reader.skipWhile((character) => !isBreakOrEnd(character))
}

/** A block scalar from its `|` or `>`; `parent` is the indentation it stands in. */
export function scanBlockScalar(reader: Reader, parent: number): void {
  reader.skip()
  const increment = scanBlockHeader(reader)
  skipToBreak(reader)
  if (!isBreakOrEnd(reader.peek())) reader.refuse('did not find expected comment or line break')
  if (isBreak(reader.peek())) reader.skipBreak()
  let indent = scanBlockBreaks(reader, increment > 0 ? Math.max(parent, 0) + increment : 0, parent)
  while (reader.column === indent && reader.peek() !== end) {
    reader.skipWhile((character) => !isBreakOrEnd(character))
    if (isBreak(reader.peek())) reader.skipBreak()
    indent = scanBlockBreaks(reader, indent, parent)
  }
}

function scanBlockHeader(reader: Reader): number {
  const isSign = () => reader.peek() === '+' || reader.peek() === '-'
  let increment = 0
  const signed = isSign()
  if (signed) reader.skip()
  if (/^\d$/.test(reader.peek())) {
    if (reader.peek() === '0') reader.refuse('found an indentation indicator equal to 0')
    increment = Number(reader.peek())
    reader.skip()
    if (!signed && isSign()) reader.skip()
  }
  return increment
}

/** Passes over empty lines and indentation; the scalar's indentation, found by the first line where it is still 0. */
function scanBlockBreaks(reader: Reader, indent: number, parent: number): number {
  let widest = 0
  const isOutside = () => indent === 0 || reader.column < indent
  for (;;) {
    while (isOutside() && reader.peek() === ' ') reader.skip()
    widest = Math.max(widest, reader.column)
    if (isOutside() && reader.peek() === '\t') reader.refuse('found a tab character where an indentation space is expected')
    if (!isBreak(reader.peek())) break
    reader.skipBreak()
  }
  return indent === 0 ? Math.max(widest, parent + 1, 1) : indent
}

/** A quoted scalar from its opening quote. */
export function scanQuoted(reader: Reader): void {
  const quote = reader.peek()
  reader.skip()
  for (;;) {
    if (reader.isIndicator('---') || reader.isIndicator('...')) reader.refuse('found unexpected document indicator')
    if (reader.peek() === end) reader.refuse('found unexpected end of stream')
    if (scanQuotedWord(reader, quote)) {
      reader.skip()
      return
    }
    while (isBlank(reader.peek()) || isBreak(reader.peek())) {
      if (isBreak(reader.peek())) reader.skipBreak()
      else reader.skip()
    }
  }
}

/** Up to a blank, a break or the closing quote; whether it is that. */
function scanQuotedWord(reader: Reader, quote: string): boolean {
  while (!isBlankOrEnd(reader.peek())) {
    if (reader.peek() === quote && !(quote === "'" && reader.peek(1) === "'")) return true
    if (reader.peek() === quote) reader.skip(2)
    else if (quote === "'" || reader.peek() !== '\\') reader.skip()
    else if (isBreak(reader.peek(1))) {
      reader.skip()
      reader.skipBreak()
      return false
    } else scanEscape(reader)
  }
  return reader.peek() === quote
}

const hexDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

function scanEscape(reader: Reader): void {
  const letter = reader.peek(1)
  const digits = hexDigits[letter] ?? 0
  if (digits === 0 && !'0abt\tnvfre "\'\\N_LP'.includes(letter)) reader.refuse('found unknown escape character')
  reader.skip(2)
  let value = 0
  for (let ahead = 0; ahead < digits; ahead++) {
    if (!/^[0-9A-Fa-f]$/.test(reader.peek(ahead))) reader.refuse('did not find expected hexdecimal number')
    value = value * 16 + Number.parseInt(reader.peek(ahead), 16)
  }
  if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff) reader.refuse('found invalid Unicode character escape code')
  reader.skip(digits)
}

/** A plain scalar; whether it ended behind a line break, so that a key may follow. */
export function scanPlain(reader: Reader, parent: number, inFlow: boolean): boolean {
  const indent = parent + 1
  let broken = false
  for (;;) {
    if (reader.isIndicator('---') || reader.isIndicator('...') || reader.peek() === '#') break
    const from = reader.at
    while (!isBlankOrEnd(reader.peek()) && !endsPlain(reader, inFlow)) reader.skip()
    if (reader.at > from) broken = false
    if (!isBlank(reader.peek()) && !isBreak(reader.peek())) break
    broken = scanPlainGap(reader, indent, broken)
    if (!inFlow && reader.column < indent) break
  }
  return broken
}

function endsPlain(reader: Reader, inFlow: boolean): boolean {
  const character = reader.peek()
  return (character === ':' && isBlankOrEnd(reader.peek(1))) || (inFlow && ',?[]{}'.includes(character))
}

function scanPlainGap(reader: Reader, indent: number, before: boolean): boolean {
  let broken = before
  while (isBlank(reader.peek()) || isBreak(reader.peek())) {
    if (isBreak(reader.peek())) {
      reader.skipBreak()
      broken = true
    } else {
      if (broken && reader.column < indent && reader.peek() === '\t') reader.refuse('found a tab character that violates indentation')
      reader.skip()
    }
  }
  return broken
}
