/** Something the search finds: a lesson, an exercise or a word. */
export interface SearchEntry {
  readonly kind: 'lesson' | 'exercise' | 'word'
  readonly title: string
  readonly note: string
  readonly href: string
}

/** The entries in which every word of the query begins a word of title or note; those with all of them in the title first. An empty query finds nothing. */
export function searchCourse(entries: readonly SearchEntry[], query: string): readonly SearchEntry[] {
  const asked = wordsOf(query)
  if (asked.length === 0) return []
  const found = entries.map((entry) => ({ entry, rank: rankOf(entry, asked) })).filter(({ rank }) => rank > 0)
  return found.sort((a, b) => b.rank - a.rank).map(({ entry }) => entry)
}

function rankOf({ title, note }: SearchEntry, asked: readonly string[]): number {
  const inTitle = wordsOf(title)
  if (asked.every((word) => inTitle.some((each) => each.startsWith(word)))) return 2
  const all = [...inTitle, ...wordsOf(note)]
  return asked.every((word) => all.some((each) => each.startsWith(word))) ? 1 : 0
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
