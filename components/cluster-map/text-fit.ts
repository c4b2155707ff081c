/** Width of one character as a share of the size: the code face is even, of the text face this is what ordinary words come to. */
const share = { code: 0.605, text: 0.53 }

/** Shortens a text to the room there is; names keep both ends, since the end tells Pods apart. */
export function fit(text: string, width: number, size: number, face: 'code' | 'text' = 'text'): string {
  const most = Math.floor(width / (size * share[face]))
  if (text.length <= most) return text
  if (most < 3) return text.slice(0, Math.max(0, most))
  const isName = face === 'code' || /^[^ ]+-[^ ]+$/.test(text)
  if (!isName) return `${text.slice(0, most - 1).trimEnd()}…`
  const tail = Math.min(Math.floor((most - 1) / 2), 8)
  const cut = `${text.slice(0, most - 1 - tail)}…${text.slice(text.length - tail)}`
  // A name that is folded already has one gap, not two.
  return text.includes('…') ? cut.replace(/…?-?…-?…?/, '…') : cut
}

/** The room a text takes. */
export function widthOf(text: string, size: number, face: 'code' | 'text' = 'text'): number {
  return text.length * size * share[face]
}
