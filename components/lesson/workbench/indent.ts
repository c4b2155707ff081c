/** What Tab (or Shift-Tab) does to a text: `text` takes the place of `from`…`to`, and the selection is `caret` then. */
export function indented(value: string, start: number, end: number, back: boolean): { readonly from: number; readonly to: number; readonly text: string; readonly caret: readonly [number, number] } {
  if (start === end && !back) return { from: start, to: end, text: '  ', caret: [start + 2, start + 2] }
  const from = value.lastIndexOf('\n', start - 1) + 1
  const next = value.indexOf('\n', end)
  const to = next === -1 ? value.length : next
  const lines = value.slice(from, to).split('\n')
  const moved = lines.map((line) => (back ? line.replace(/^ {1,2}/, '') : `  ${line}`))
  const first = (moved[0]?.length ?? 0) - (lines[0]?.length ?? 0)
  const text = moved.join('\n')
  return { from, to, text, caret: [Math.max(from, start + first), Math.max(from, end + text.length - (to - from))] }
}
