/** A line split as a shell does, or why it cannot be. */
export type Words = { readonly words: readonly string[] } | { readonly error: string }

/** Splits a line into words: blanks separate, single and double quotes and backslashes keep together, a # at a word's beginning hides the rest. No globs, no variables. */
export function splitWords(line: string): Words {
  const words: string[] = []
  let word: string | undefined
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at)
    if (/\s/.test(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
      continue
    }
    if (character === '#' && word === undefined) {
      at = lineEnd(line, at)
      continue
    }
    const piece = readPiece(line, at)
    if (piece === undefined) return { error: `unexpected EOF while looking for matching \`${character}'` }
    // A backslash at the end of a line joins the lines and begins no word.
    if (piece.text !== '' || character !== '\\') word = (word ?? '') + piece.text
    at = piece.end
  }
  if (word !== undefined) words.push(word)
  return { words }
}

function lineEnd(line: string, from: number): number {
  const end = line.indexOf('\n', from)
  return end < 0 ? line.length : end
}

/** What a quote, a backslash or a plain letter adds to a word; undefined: a quote that is not closed. */
function readPiece(line: string, at: number): { readonly text: string; readonly end: number } | undefined {
  const character = line.charAt(at)
  if (character === "'" || character === '"') return readQuoted(line, at, character)
  if (character !== '\\') return { text: character, end: at }
  const next = line.charAt(at + 1)
  return { text: next === '\n' ? '' : next, end: at + 1 }
}

function readQuoted(line: string, open: number, quote: string): { readonly text: string; readonly end: number } | undefined {
  let text = ''
  for (let at = open + 1; at < line.length; at++) {
    const character = line.charAt(at)
    if (character === quote) return { text, end: at }
    if (quote === '"' && character === '\\' && '"\\$`\n'.includes(line.charAt(at + 1))) text += line.charAt(++at)
    else text += character
  }
  return undefined
}

/** A terminal line: commands joined by pipes. Pipes inside quotes stay in their word. */
export function splitPipeline(line: string): readonly string[] {
  const parts: string[] = []
  let from = 0
  let quote = ''
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at)
    if (character === '\\' && quote !== "'") at++
    else if (quote !== '') quote = character === quote ? '' : quote
    else if (character === "'" || character === '"') quote = character
    else if (character === '|') {
      parts.push(line.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, line.slice(from)].map((part) => part.trim())
}
