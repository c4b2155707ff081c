/** `a`, `a and b`, `a, b and c`. */
export function namesOf(names: readonly string[]): string {
  if (names.length <= 1) return names[0] ?? 'none'
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}

/** `1 Pod`, `3 Pods`. */
export function count(number: number, word: string, plural = `${word}s`): string {
  return `${number} ${number === 1 ? word : plural}`
}

/** `app: catalog, tier: web`. */
export function labelsText(labels: Readonly<Record<string, string>> | undefined): string {
  const entries = Object.entries(labels ?? {})
  return entries.length === 0 ? 'no labels' : entries.map(([key, value]) => `${key}: ${value}`).join(', ')
}
