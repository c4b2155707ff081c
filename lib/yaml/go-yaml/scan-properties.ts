import { isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, isWord, type Reader } from './reader'

/** The name of an anchor or alias from its `&` or `*`. */
export function scanAnchor(reader: Reader): string {
  reader.skip()
  const name = scanWord(reader)
  const isEnded = isBlankOrEnd(reader.peek()) || '?:,]}%@`'.includes(reader.peek())
  if (name === '' || !isEnded) reader.refuse('did not find expected alphabetic or numeric character')
  return name
}

function scanWord(reader: Reader): string {
  let word = ''
  while (isWord(reader.peek())) {
    word += reader.peek()
    reader.skip()
  }
  return word
}

/** A tag's handle from its `!`; empty where it has none of its own. */
export function scanTag(reader: Reader): string {
  let handle = ''
  if (reader.peek(1) === '<') {
    reader.skip(2)
    scanUri(reader, false)
    if (reader.peek() !== '>') reader.refuse("did not find the expected '>'")
    reader.skip()
  } else {
    const name = scanHandle(reader, false)
    const named = name.length > 1 && name.endsWith('!')
    scanUri(reader, !named)
    handle = named ? name : ''
  }
  if (!isBlankOrEnd(reader.peek())) reader.refuse('did not find expected whitespace or line break')
  return handle
}

function scanHandle(reader: Reader, directive: boolean): string {
  if (reader.peek() !== '!') reader.refuse("did not find expected '!'")
  reader.skip()
  const name = `!${scanWord(reader)}`
  if (reader.peek() === '!') {
    reader.skip()
    return `${name}!`
  }
  if (directive && name !== '!') reader.refuse("did not find expected '!'")
  return name
}

function scanUri(reader: Reader, hasHead: boolean): void {
  const from = reader.at
  while (isWord(reader.peek()) || ";/?:@&=+$,.!~*'()[]%".includes(reader.peek())) {
    if (reader.peek() === '%' && !/^[0-9A-Fa-f]{2}$/.test(reader.peek(1) + reader.peek(2))) reader.refuse('did not find URI escaped octet')
    reader.skip(reader.peek() === '%' ? 3 : 1)
  }
  if (reader.at === from && !hasHead) reader.refuse('did not find expected tag URI')
}

/** A directive from its `%`: of which kind, and what it says. */
export function scanDirective(reader: Reader): { readonly kind: 'version' | 'tag'; readonly value: string } {
  reader.skip()
  const name = scanWord(reader)
  if (name === '') reader.refuse('could not find expected directive name')
  if (!isBlankOrEnd(reader.peek())) reader.refuse('found unexpected non-alphabetical character')
  if (name !== 'YAML' && name !== 'TAG') reader.refuse('found unknown directive name')
  reader.skipWhile(isBlank)
  const value = name === 'YAML' ? scanVersion(reader) : scanTagDirective(reader)
  reader.skipWhile(isBlank)
  if (reader.peek() === '#') reader.skipWhile((character) => !isBreakOrEnd(character))
  if (!isBreakOrEnd(reader.peek())) reader.refuse('did not find expected comment or line break')
  if (isBreak(reader.peek())) reader.skipBreak()
  return { kind: name === 'YAML' ? 'version' : 'tag', value }
}

function scanVersion(reader: Reader): string {
  const major = scanNumber(reader)
  if (reader.peek() !== '.') reader.refuse("did not find expected digit or '.' character")
  reader.skip()
  return `${major}.${scanNumber(reader)}`
}

function scanNumber(reader: Reader): string {
  let digits = ''
  while (/^\d$/.test(reader.peek())) {
    digits += reader.peek()
    reader.skip()
    if (digits.length > 2) reader.refuse('found extremely long version number')
  }
  return digits === '' ? reader.refuse('did not find expected version number') : String(Number(digits))
}

function scanTagDirective(reader: Reader): string {
  const handle = scanHandle(reader, true)
  if (!isBlank(reader.peek())) reader.refuse('did not find expected whitespace')
  reader.skipWhile(isBlank)
  scanUri(reader, false)
  if (!isBlankOrEnd(reader.peek())) reader.refuse('did not find expected whitespace or line break')
  return handle
}
