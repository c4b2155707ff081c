/** A command line in words, as a shell splits it: quotes and backslashes, nothing else. */
export function splitShell(line: string): string[] {
  const words: string[] = []
  let word: string | undefined
  let at = 0
  while (at < line.length) {
    const character = line.charAt(at)
    if (/\s/.test(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
      at++
      continue
    }
    const [part, next] = readPart(line, at)
    word = (word ?? '') + part
    at = next
  }
  return word === undefined ? words : [...words, word]
}

function readPart(line: string, at: number): [string, number] {
  const character = line.charAt(at)
  if (character === "'") {
    const end = closing(line, at, "'")
    return [line.slice(at + 1, end), end + 1]
  }
  if (character === '"') return readDoubleQuoted(line, at + 1)
  if (character === '\\') return [line.charAt(at + 1), at + 2]
  return [character, at + 1]
}

function readDoubleQuoted(line: string, from: number): [string, number] {
  let text = ''
  let at = from
  while (at < line.length && line.charAt(at) !== '"') {
    const escaped = line.charAt(at) === '\\' && /["\\$`]/.test(line.charAt(at + 1))
    text += line.charAt(escaped ? at + 1 : at)
    at += escaped ? 2 : 1
  }
  return [text, at + 1]
}

function closing(line: string, from: number, quote: string): number {
  const end = line.indexOf(quote, from + 1)
  return end === -1 ? line.length : end
}
