const named: Readonly<Record<string, string | undefined>> = {
  '\u0007': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v', '"': '\\"', '\\': '\\\\',
}

function escapeRune(rune: string): string {
  const known = named[rune]
  if (known !== undefined) return known
  const code = rune.codePointAt(0) ?? 0
  if (code < 0x80) return code < 0x20 || code === 0x7f ? `\\x${code.toString(16).padStart(2, '0')}` : rune
  if (/^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(rune)) return rune
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}

/** A string as Go's %q prints it: double quotes, non-printing runes escaped. */
export function goQuote(text: string): string {
  return /^[ !#-[\]-~]*$/.test(text) ? `"${text}"` : `"${Array.from(text, escapeRune).join('')}"`
}

/** A value as Go's encoding/json writes it (HTML characters escaped, keys in the value's own order; maps are sorted by `sortedMap`). */
export function goJson(value: unknown): string {
  return ((JSON.stringify(value) as string | undefined) ?? 'null').replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** A map with its keys in byte order, as Go prints and validates maps where order matters to us. */
export function sortedMap<T>(map: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}
