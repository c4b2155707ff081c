import { isIdentical, type CaseResult } from './recording'
import { reasonOf } from './reasons'
import type { ReplayedFile, Target } from './targets'

/** One line of the figures: some recordings of one kind. */
export interface Row {
  readonly name: string
  readonly cases: number
  readonly alike: number
}

/** The figures of one part of Kubernetes. */
export interface Area {
  readonly name: string
  readonly rows: readonly Row[]
}

/** What the page of the course shows. */
export interface Figures {
  readonly version: string
  readonly areas: readonly Area[]
  readonly targets: readonly Target[]
}

const version = '1.36.3'
const areaNames: Readonly<Record<string, string | undefined>> = { transcripts: 'kubectl', films: 'Controllers, scheduler, kubelet', rollouts: 'Controllers, scheduler, kubelet', content: 'Controllers, scheduler, kubelet', 'security-context': 'Controllers, scheduler, kubelet' }
const rowNames: Readonly<Record<string, string | undefined>> = {
  verdicts: 'objects with one defect', mistakes: 'mistakes made on purpose', pairs: 'two defects at once', names: 'names and values', defaults: 'defaults', updates: 'changes of stored objects', raw: 'whole requests',
  tables: 'tables', 'openapi-structure': 'definitions of the API', discovery: 'groups and resources', rollouts: 'arithmetic of rollouts', content: 'environment and files of containers', 'security-context': 'what containers may do',
}

interface Counted {
  readonly area: string
  readonly row: string
  readonly one: CaseResult
}

function counted(replayed: readonly ReplayedFile[]): Counted[] {
  return replayed.flatMap(({ result: { format }, cases }) => cases.map((one) => ({ area: areaNames[format] ?? 'API server', row: rowOf(format, one.id), one })))
}

function rowOf(format: string, id: string): string {
  const parts = id.split('/')
  if (format === 'verdicts') return rowNames[parts[0] ?? ''] ?? format
  if (format === 'sequences') return `conversations: ${parts[1] ?? ''}`
  if (format === 'transcripts' || format === 'films') return `${format === 'films' ? 'films: ' : ''}${parts[0] ?? ''}`
  return rowNames[format] ?? format
}

/** The figures of a replay, by area and kind of recording, in the order replayed. */
export function figuresOf(replayed: readonly ReplayedFile[], targets: readonly Target[]): Figures {
  const areas = new Map<string, Map<string, { cases: number; alike: number }>>()
  for (const { area, row, one } of counted(replayed)) {
    const rows = areas.get(area) ?? new Map<string, { cases: number; alike: number }>()
    const sum = rows.get(row) ?? { cases: 0, alike: 0 }
    areas.set(area, rows.set(row, { cases: sum.cases + 1, alike: sum.alike + (isIdentical(one) ? 1 : 0) }))
  }
  return { version, areas: [...areas].map(([name, rows]) => ({ name, rows: [...rows].map(([row, sum]) => ({ name: row, ...sum })) })), targets }
}

/** 99.95 % is not 100 %: shares are rounded down. */
export function shareOf({ cases, alike }: Pick<Row, 'cases' | 'alike'>): string {
  return `${(Math.floor((alike / Math.max(1, cases)) * 1000) / 10).toFixed(1)} %`
}

/** docs/parity.md: the figures, the targets, and what differs, by its reason where one is known. */
export function parityPage(replayed: readonly ReplayedFile[], figures: Figures): string {
  return [
    '# What is the same as in Kubernetes',
    '',
    `Recordings of Kubernetes ${version} are replayed against the practice cluster; a case counts as alike when everything that was recorded of it is the same.`,
    'This page is written by `npm run parity -- --docs FOLDER` (FOLDER holds the recordings) and not edited by hand.',
    '',
    'Of films the order of states, their reasons and messages are compared. What chance or a busy machine decided is taken from the recording: which containers pulled their image, how long a crash back-off was drawn out (between once and one and a half times), and when a Pod that a step made was first running (periods are compared with nothing of that). Not compared are addresses, the order within endpoints, and what followed where a recording broke off amid something.',
    '',
    ...figures.areas.flatMap(({ name, rows }) => [`## ${name}`, '', '| recordings | cases | alike | share |', '|---|---:|---:|---:|', ...[...rows, totalOf(rows)].map((row) => `| ${row.name} | ${String(row.cases)} | ${String(row.alike)} | ${shareOf(row)} |`), '']),
    '## Targets',
    '',
    '| target | wanted | seen | |',
    '|---|---:|---:|---|',
    ...figures.targets.map(({ name, wanted, seen, met }) => `| ${name} | ${String(wanted)} % | ${String(seen)} % | ${met ? 'met' : 'not met'} |`),
    '',
    '## What differs, and why',
    '',
    ...differences(replayed),
    '',
  ].join('\n')
}

function totalOf(rows: readonly Row[]): Row {
  return { name: 'together', cases: rows.reduce((sum, { cases }) => sum + cases, 0), alike: rows.reduce((sum, { alike }) => sum + alike, 0) }
}

const mostExamples = 3

function differences(replayed: readonly ReplayedFile[]): string[] {
  const byReason = new Map<string, Counted[]>()
  for (const case_ of counted(replayed)) {
    if (isIdentical(case_.one)) continue
    const why = reasonOf(case_.one) ?? `Not looked into yet: ${case_.area}, ${case_.row}.`
    byReason.set(why, [...(byReason.get(why) ?? []), case_])
  }
  if (byReason.size === 0) return ['Nothing.']
  return [...byReason].flatMap(([why, cases]) => [`**${why}** ${String(cases.length)} ${cases.length === 1 ? 'case' : 'cases'}, such as:`, '', '```', ...cases.slice(0, mostExamples).flatMap(({ one }) => [one.id, ...shown(one)]), '```', ''])
}

const longest = 140

/** The first line that differs, short, without marks that a page would read as its own. */
function shown({ difference = [] }: CaseResult): string[] {
  return difference.slice(0, 1).map((line) => `  ${line.replaceAll('`', "'").replace(/\]\(/g, '] (').replace(/\s+/g, ' ').slice(0, longest)}`)
}
