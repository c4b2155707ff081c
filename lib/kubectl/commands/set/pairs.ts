import { fail } from '../../failure'

/** Words that name objects, and those behind them that change something. */
export interface SplitWords {
  readonly targets: readonly string[]
  readonly changes: readonly string[]
}

/** Parts words as most commands do: `key=value` and `key-` are changes, and nothing else may follow them (cmdutil.GetResourcesAndPairs). */
export function splitResourcesAndPairs(args: readonly string[], what: string): SplitWords {
  const isChange = (word: string) => (word.includes('=') && !word.startsWith('=')) || (word.endsWith('-') && word !== '-')
  const first = args.findIndex(isChange)
  if (first === -1) return { targets: args, changes: [] }
  const stray = args.slice(first).find((word) => !isChange(word))
  if (stray !== undefined) fail(`all resources must be specified before ${what} changes: ${stray}`)
  return { targets: args.slice(0, first), changes: args.slice(first) }
}

/** What pairs put and remove; the last of a key counts (cmdutil.ParsePairs). */
export function parsePairs(changes: readonly string[], what: string, canRemove: boolean): { readonly put: ReadonlyMap<string, string>; readonly remove: readonly string[] } {
  const put = new Map<string, string>()
  const remove: string[] = []
  const odd: string[] = []
  for (const word of changes) {
    const equals = word.indexOf('=')
    if (equals > 0) put.set(word.slice(0, equals), word.slice(equals + 1))
    else if (canRemove && word.endsWith('-') && word !== '-') remove.push(word.slice(0, -1))
    else odd.push(word)
  }
  if (odd.length > 0) fail(`invalid ${what} format: ${odd.join(', ')}`)
  return { put, remove }
}
