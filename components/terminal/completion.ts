/** Candidates for the word that begins at `from`. */
export interface Candidates {
  readonly from: number
  readonly items: readonly string[]
}

/** The line after Tab: the only candidate and a space, or as much as all candidates share. `caret` is where typing goes on. */
export function completed(line: string, caret: number, { from, items }: Candidates): { readonly line: string; readonly caret: number } {
  const [only] = items
  if (only === undefined) return { line, caret }
  const open = /[=/,:]$/.test(only)
  const word = items.length === 1 ? `${only}${open ? '' : ' '}` : sharedStart(items)
  const typed = line.slice(from, caret)
  if (word.length < typed.length) return { line, caret }
  const after = line.slice(caret)
  return { line: line.slice(0, from) + word + (word.endsWith(' ') ? after.trimStart() : after), caret: from + word.length }
}

export function sharedStart(items: readonly string[]): string {
  const [first = '', ...rest] = items
  let length = first.length
  for (const item of rest) while (!item.startsWith(first.slice(0, length))) length -= 1
  return first.slice(0, length)
}
