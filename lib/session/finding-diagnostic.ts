import type { Finding, Verdict } from '@/lib/grade/verdict'
import type { Diagnostic, Position } from '@/lib/yaml/diagnostic'
import type { QuickFix } from './language/quick-fix'

/** What the grade found in a file, at its line, and the one word that would mend it. */
export interface FoundInFile {
  readonly diagnostic: Diagnostic
  readonly fix: QuickFix | undefined
}

/** The first check that fails as a problem of a file; undefined where it does not lie there, or the file has changed since it was graded. */
export function foundIn(verdict: Verdict, file: string, graded: string | undefined, text: string): FoundInFile | undefined {
  if (graded !== text || verdict.status === 'met' || verdict.refusals.length > 0) return undefined
  const front = verdict.findings.find(({ met, waitsFor }) => !met && waitsFor === undefined)
  return front?.at?.file === file ? placed(front, front.at, text) : undefined
}

function placed({ message, fix }: Finding, at: NonNullable<Finding['at']>, text: string): FoundInFile | undefined {
  const line = text.split('\n')[at.line - 1]
  if (line === undefined) return undefined
  const column = Math.min(at.column ?? 1, line.length + 1)
  const offset = text.split('\n').slice(0, at.line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1
  const word = fix !== undefined && text.startsWith(fix.was, offset) && !/[\w.-]/.test(text.charAt(offset + fix.was.length)) ? fix.was : undefined
  const length = word?.length ?? Math.max(1, line.trimEnd().length - column + 1)
  const start: Position = { line: at.line, column, offset }
  const end: Position = { line: at.line, column: column + length, offset: offset + length }
  return {
    diagnostic: { code: 'finding', severity: 'error', message, file: at.file, range: { start, end } },
    fix: fix === undefined || word === undefined ? undefined : { title: `use ${fix.text}`, start: offset, end: offset + length, insert: fix.text },
  }
}
