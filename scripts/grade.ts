import { exercises } from '@/content/exercises'
import { grade } from '@/lib/grade/grade'
import type { Finding, Location, Verdict } from '@/lib/grade/verdict'
import { readSubmission } from './grade/read-submission'

const usage = `usage: npm run grade -- <exercise-id> <file>...     grades a submission
       npm run grade -- --list                      prints every exercise id

  --json   the verdict as one JSON object on standard output
Exit status: 0 passed, 1 not passed, 2 the call itself is wrong.`

/** The command line that grades: `npm run grade -- <exercise-id> <file>... [--json]`. */
export async function main(argv: readonly string[]): Promise<number> {
  const unknown = argv.find((word) => word.startsWith('--') && word !== '--json' && word !== '--list')
  if (unknown !== undefined) return wrongCall(`unknown option ${unknown}`)
  if (argv.includes('--list')) {
    console.log(Object.keys(exercises).join('\n'))
    return 0
  }
  const [id, ...files] = argv.filter((word) => !word.startsWith('--'))
  if (id === undefined) return wrongCall('no exercise named')
  const entry = Object.hasOwn(exercises, id) ? exercises[id] : undefined
  if (entry === undefined) return wrongCall(`unknown exercise ${JSON.stringify(id)}; npm run grade -- --list prints them`)
  if (files.length === 0) return wrongCall('no file to grade')
  const read = readSubmission(files)
  if ('error' in read) return wrongCall(read.error)
  const verdict = grade(await entry.load(), read.submission)
  if (argv.includes('--json')) console.log(JSON.stringify(toJson(verdict)))
  else console.log(toText(verdict))
  return verdict.status === 'met' ? 0 : 1
}

function wrongCall(problem: string): number {
  console.error(`grade: ${problem}\n${usage}`)
  return 2
}

interface Check {
  readonly id: string
  readonly passed: boolean
  readonly message: string
  readonly file?: string
  readonly line?: number
  readonly column?: number
  readonly path?: string
}

/** The contract's shape. A refused step is told first when the grade fails, and is no check when it passes. */
function toJson(verdict: Verdict): { exercise: string; passed: boolean; checks: Check[] } {
  const passed = verdict.status === 'met'
  const refused = passed ? [] : verdict.refusals.map((refusal): Check => ({ id: `step-${refusal.step + 1}-accepted`, passed: false, message: refusal.message, ...place(refusal.at) }))
  const front = verdict.findings.find((finding) => !finding.met && finding.waitsFor === undefined)
  const ordered = [...verdict.findings.filter((finding) => finding === front), ...verdict.findings.filter((finding) => finding !== front)]
  const checks = ordered.map((finding): Check => ({ id: finding.expectation, passed: finding.met, message: `${finding.message}${proofOf(finding)}`, ...place(finding.at) }))
  return { exercise: verdict.exercise, passed, checks: [...refused, ...checks] }
}

/** A recognised mistake has words of its own; what was seen stands behind them. */
function proofOf({ mistake, evidence }: Finding): string {
  if (mistake === undefined || evidence?.kind !== 'requests' || evidence.moment === undefined) return ''
  const { failed, sent, moment } = evidence
  return ` (${failed} of ${sent} requests failed, the first ${(moment.atMs / 1000).toFixed(1)} s after the start: ${moment.say.replace(/\.$/, '')})`
}

function place(at: Location | undefined): Partial<Check> {
  if (at === undefined) return {}
  return { file: at.file, line: at.line, ...(at.column === undefined ? {} : { column: at.column }), ...(at.path === undefined || at.path === '' ? {} : { path: at.path }) }
}

function toText(verdict: Verdict): string {
  const { passed, checks } = toJson(verdict)
  const lines = checks.map((check) => {
    const where = check.file === undefined ? '' : `\n    at ${check.file}:${check.line ?? 1}${check.column === undefined ? '' : `:${check.column}`}${check.path === undefined ? '' : ` (${check.path})`}`
    return `${check.passed ? '  ok ' : '  NOT'} ${check.id}: ${check.message}${check.passed ? '' : where}`
  })
  return [`${verdict.exercise}: ${passed ? 'passed' : 'not passed'}`, ...lines].join('\n')
}
