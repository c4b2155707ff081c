/** A line split as a shell does, or why it cannot be. */
export type Words = { readonly words: readonly string[] } | { readonly error: string }

/** Splits a line into words: blanks separate, single and double quotes and backslashes keep together. No globs, no variables. */
export function splitWords(line: string): Words {
  const words: string[] = []
  let word: string | undefined
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at)
    if (character === "'" || character === '"') {
      const quoted = readQuoted(line, at, character)
      if (quoted === undefined) return { error: `unexpected EOF while looking for matching \`${character}'` }
      word = (word ?? '') + quoted.text
      at = quoted.end
    } else if (character === '\\') {
      at++
      if (line.charAt(at) !== '\n') word = (word ?? '') + line.charAt(at)
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = (word ?? '') + character
  }
  if (word !== undefined) words.push(word)
  return { words }
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
