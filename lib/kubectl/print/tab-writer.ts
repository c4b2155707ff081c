/** Lines whose cells end in tabs, aligned as Go's text/tabwriter does with a padding of two blanks: a column is a run of neighbouring lines that have it. */
export function alignTabs(text: string): string {
  const lines = text.split('\n').map((line) => line.split('\t'))
  const widths = lines.map((cells) => new Array<number>(cells.length).fill(0))
  for (let from = 0; from < lines.length; from++) measure(lines, widths, from)
  return lines.map((cells, row) => cells.map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[row]?.[column] ?? 0))).join('')).join('\n')
}

function measure(lines: readonly (readonly string[])[], widths: readonly number[][], from: number): void {
  for (let column = 0; column < (lines[from]?.length ?? 0) - 1; column++) {
    if ((widths[from]?.[column] ?? 0) > 0) continue
    const block = lines.slice(from, from + columnHeight(lines, from, column))
    const width = Math.max(...block.map((cells) => [...(cells[column] ?? '')].length + 2))
    for (const own of widths.slice(from, from + block.length)) own[column] = width
  }
}

/** How many neighbouring lines have the column. */
function columnHeight(lines: readonly (readonly string[])[], from: number, column: number): number {
  let to = from
  while ((lines[to]?.length ?? 0) > column + 1) to++
  return to - from
}
