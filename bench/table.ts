import { isMet, summary, type Figure } from './figure'

/** Figures as a plain table, the wanted bound beside each. */
export function table(figures: readonly Figure[]): string {
  const rows = [['', 'min', 'median', 'p99', 'max', '', 'wanted', 'met'], ...figures.map(row)]
  const widths = rows.reduce<number[]>((all, cells) => cells.map((cell, i) => Math.max(all[i] ?? 0, cell.length)), [])
  const lines = rows.map((cells) => cells.map((cell, i) => (i === 0 || i > 4 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ').trimEnd())
  const notes = figures.flatMap(({ name, note }) => (note === undefined ? [] : [`  ${name}: ${note}`]))
  return [...lines, ...notes].join('\n')
}

function row(figure: Figure): string[] {
  const { name, unit, values } = figure
  const { min, median, p99, max } = summary(values)
  const cells = values.length > 1 ? [min, median, p99, max].map(short) : ['', short(median), '', '']
  const met = isMet(figure)
  return [name, ...cells, unit, wantedText(figure), met === undefined ? '' : met ? 'yes' : 'NO']
}

function wantedText({ wanted, values }: Figure): string {
  if (wanted === undefined) return ''
  const of = values.length > 1 ? `${wanted.of} ` : ''
  return wanted.atMost === undefined ? `${of}≥ ${wanted.atLeast ?? ''}` : `${of}≤ ${wanted.atMost}`
}

function short(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2)
}
