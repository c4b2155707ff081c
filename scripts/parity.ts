import { writeFileSync } from 'node:fs'
import { basename, relative, resolve } from 'node:path'
import { findFiles } from './parity/find-files'
import { countCases, isIdentical, type CaseResult, type FileResult, type Replayer } from './parity/recording'
import { figuresOf, parityPage, shareOf } from './parity/report'
import { replayers } from './parity/replayers'
import { sharesByVerb, targetsOf, type ReplayedFile, type Target } from './parity/targets'

interface Call {
  readonly paths: readonly string[]
  readonly kinds: ReadonlySet<string> | undefined
  readonly diff: number
  readonly json: boolean
  /** Write docs/parity.md and the figures of the course's page. */
  readonly docs: boolean
}

const usage = 'usage: npm run parity -- [--kind Deployment,…] [--diff N] [--json] [--docs] [path…]'
const counts = ['verdict', 'code', 'causes', 'message', 'object', 'identical'] as const

/**
 * Replays recordings of real Kubernetes against the practice cluster and counts what is the same. Exit status: 0 all targets met, 1 not all, 2 a wrong
 * call or nothing to replay.
 */
export function main(argv: readonly string[]): number {
  const call = readCall(argv)
  if (typeof call === 'string') return wrong(`${call}\n${usage}`)
  const files: Given[] = []
  for (const path of call.paths) {
    const found = findFiles(path)
    if (found === undefined) return wrong(`${path}: no such file or folder`)
    files.push(...found.map((file) => ({ file, shown: shownPath(file, path) })))
  }
  const { replayed, unknown } = replayAll(files, call)
  if (replayed.length === 0) return wrong(`nothing that can be replayed in ${call.paths.join(', ')}`)
  const total = totalOf(replayed.map(({ result }) => result))
  const targets = targetsOf(replayed)
  if (call.docs) writePages(replayed, targets)
  if (call.json) {
    console.log(JSON.stringify({ files: replayed.map(({ result }) => result), total, targets }, null, 2))
    if (unknown.length > 0) console.error(notReplayed(unknown))
  } else print(replayed, unknown, total, targets, call.diff)
  return targets.every(({ met }) => met) ? 0 : 1
}

function wrong(text: string): number {
  console.error(text)
  return 2
}

function readCall(argv: readonly string[]): Call | string {
  const paths: string[] = []
  let kinds: ReadonlySet<string> | undefined
  let diff = 0
  let json = false
  let docs = false
  for (let at = 0; at < argv.length; at++) {
    const [option = '', inline] = (argv[at] ?? '').split('=', 2)
    const value = () => inline ?? argv[++at]
    if (option === '--json') json = true
    else if (option === '--docs') docs = true
    else if (option === '--kind') kinds = new Set((value() ?? '').split(',').filter((kind) => kind !== ''))
    else if (option === '--diff') diff = Number(value() ?? Number.NaN)
    else if (option.startsWith('-')) return `unknown option ${option}`
    else paths.push(argv[at] ?? '')
  }
  if (kinds?.size === 0) return '--kind needs a kind'
  if (!Number.isInteger(diff) || diff < 0) return '--diff needs a whole number'
  const root = process.env['PROJECT_ROOT'] ?? '.'
  return { paths: paths.length === 0 ? [resolve(root, 'tests/oracle')] : paths, kinds, diff, json, docs }
}

/** A file to replay, and its name as the figures show it: below the folder that was named. */
interface Given {
  readonly file: string
  readonly shown: string
}

function replayAll(files: readonly Given[], call: Call): { readonly replayed: ReplayedFile[]; readonly unknown: string[] } {
  const replayed: ReplayedFile[] = []
  const unknown: string[] = []
  for (const { file, shown } of files) {
    const replayer = replayers.find((one) => one.takes(file.replaceAll('\\', '/')))
    if (replayer === undefined) unknown.push(shown)
    else replayed.push(replayOne(file, shown, replayer, call))
  }
  const something = replayed.filter(({ result }) => result.cases > 0 || (result.notes ?? []).length > 0)
  return { replayed: something, unknown }
}

function replayOne(file: string, shown: string, replayer: Replayer, { kinds }: Call): ReplayedFile {
  try {
    const replay = replayer.replay(file, (kind) => kinds?.has(kind) ?? true)
    return { result: countCases(shown, replayer.format, replay), cases: replay.cases, ...(replay.periods === undefined ? {} : { periods: replay.periods }) }
  } catch (error) {
    const note = `could not be replayed: ${error instanceof Error ? error.message : String(error)}`
    return { result: countCases(shown, replayer.format, { cases: [], notes: [note] }), cases: [] }
  }
}

function shownPath(file: string, given: string): string {
  const path = relative(process.cwd(), resolve(file))
  return path.startsWith('..') ? relative(resolve(given), resolve(file)) || basename(file) : path
}

function writePages(replayed: readonly ReplayedFile[], targets: readonly Target[]): void {
  const root = process.env['PROJECT_ROOT'] ?? '.'
  const figures = figuresOf(replayed, targets)
  writeFileSync(resolve(root, 'docs/parity.md'), parityPage(replayed, figures))
  writeFileSync(resolve(root, 'app/parity/figures.generated.json'), `${JSON.stringify(figures, null, 1)}\n`)
}

function totalOf(files: readonly FileResult[]) {
  const sum = (field: 'cases' | (typeof counts)[number]) => files.reduce((total, file) => total + file[field], 0)
  return { cases: sum('cases'), ...Object.fromEntries(counts.map((field) => [field, sum(field)])) } as Record<'cases' | (typeof counts)[number], number>
}

function print(replayed: readonly ReplayedFile[], unknown: readonly string[], total: ReturnType<typeof totalOf>, targets: readonly Target[], diff: number): void {
  const rows = [...replayed.map(({ result }) => result), { file: 'total', ...total }]
  const width = Math.max(...rows.map(({ file }) => file.length))
  console.log([''.padEnd(width), ...['cases', ...counts].map((name) => name.padStart(9))].join(' '))
  for (const row of rows) console.log([row.file.padEnd(width), ...(['cases', ...counts] as const).map((name) => String(row[name]).padStart(9))].join(' '))
  for (const { result } of replayed) for (const note of result.notes ?? []) console.log(`${result.file}: ${note}`)
  printCommands(replayed.filter(({ result }) => result.format === 'transcripts').flatMap(({ cases }) => cases))
  const periods = replayed.flatMap((file) => file.periods ?? [])
  if (periods.length > 0) console.log(`periods: ${String(periods.filter(isIdentical).length)} right / ${String(periods.length)} compared`)
  if (unknown.length > 0) console.log(notReplayed(unknown))
  for (const target of targets) console.log(`${target.met ? 'met    ' : 'not met'} ${target.name}: ${String(target.seen)} % (wanted ${String(target.wanted)} %)`)
  printDifferences([...replayed.flatMap(({ cases }) => cases), ...periods].filter((one) => !isIdentical(one)).slice(0, diff))
}

function printDifferences(cases: readonly CaseResult[]): void {
  for (const { id, difference = [] } of cases) console.log(`\n${id}\n${difference.slice(0, 12).map((line) => `  ${line}`).join('\n')}`)
}

function printCommands(commands: readonly CaseResult[]): void {
  if (commands.length === 0) return
  const alike = commands.filter(isIdentical).length
  console.log(`kubectl: ${String(alike)} of ${String(commands.length)} commands with the same exit status and text (${((alike / commands.length) * 100).toFixed(1)} %)`)
  for (const share of sharesByVerb(commands)) console.log(`  ${share.verb}: ${String(share.alike)} of ${String(share.cases)} (${shareOf(share)})`)
}

function notReplayed(files: readonly string[]): string {
  return `not replayed (no replayer for the format): ${files.join(', ')}`
}
