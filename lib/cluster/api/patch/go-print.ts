/** A value as Go's %v prints what JSON decoding made of it: `map[a:1 b:[x y]]`, keys in order. */
export function goPrint(value: unknown): string {
  if (value === null || value === undefined) return '<nil>'
  if (Array.isArray(value)) return `[${value.map(goPrint).join(' ')}]`
  if (typeof value === 'object') {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    return `map[${entries.map(([key, item]) => `${key}:${goPrint(item)}`).join(' ')}]`
  }
  return typeof value === 'string' ? value : JSON.stringify(value)
}
