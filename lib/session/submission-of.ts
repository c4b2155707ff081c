import type { Step, Submission } from '@/lib/grade/submission'
import type { Deed } from './messages'

/** The name under which lines typed in the terminal are cited. */
export const terminalFile = 'terminal'

/**
 * What the learner did since the exercise was opened, as a submission. Of a file applied several times only the last text counts, at the place
 * where it was applied last, so that an early mistake that was mended is not told again; kubectl lines stand where they were run. In a sequence every
 * text counts: what was applied in between is what the exercise is about.
 */
export function submissionOf(deeds: readonly Deed[], files: Readonly<Record<string, string>>, isSequence = false): Submission {
  return { steps: timedSteps(deeds, isSequence).map(({ step }) => step), files }
}

/** The steps of `submissionOf`, each with the simulated time at which it was done. */
export function timedSteps(deeds: readonly Deed[], isSequence = false): { readonly step: Step; readonly at: number }[] {
  const steps: { step: Step; at: number }[] = []
  let lineNumber = 0
  for (const [index, deed] of deeds.entries()) {
    const { at } = deed
    if (deed.did === 'kubectl') {
      lineNumber += 1
      steps.push({ at, step: { do: 'kubectl', line: deed.line, file: terminalFile, lineNumber, ...(deed.edited === undefined ? {} : { edited: deed.edited }) } })
      continue
    }
    for (const [file, text] of Object.entries(deed.files)) if (isSequence || !isAppliedAgain(deeds, index, file)) steps.push({ at, step: { do: 'apply', file, text } })
  }
  return steps
}

/** Whether a later deed applies the file again with nothing but files in between: a command may have relied on the earlier text. */
function isAppliedAgain(deeds: readonly Deed[], index: number, file: string): boolean {
  for (const later of deeds.slice(index + 1)) {
    if (later.did === 'kubectl') return false
    if (Object.hasOwn(later.files, file)) return true
  }
  return false
}

/**
 * Which files an "Apply and grade" applies: those whose text is not what was applied last, or, before their first time, not the starter's. When nothing
 * was done at all, every file: the starter is applied as it stands, and judged.
 */
export function filesToApply(starter: Readonly<Record<string, string>>, deeds: readonly Deed[], files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const applied: Record<string, string> = { ...starter }
  for (const deed of deeds) if (deed.did === 'apply') Object.assign(applied, deed.files)
  const changed = Object.entries(files).filter(([file, text]) => applied[file] !== text)
  if (changed.length > 0 || deeds.length > 0) return Object.fromEntries(changed)
  return files
}

/** `kubectl apply -f backend.yaml`, typed: the same as applying the file from the editor. */
export function appliedFile(line: string, files: Readonly<Record<string, string>>): string | undefined {
  const name = /^\s*(?:kubectl\s+)?apply\s+(?:-f|--filename)[\s=](?:\.\/)?([\w.-]+)\s*$/.exec(line)?.[1]
  return name !== undefined && Object.hasOwn(files, name) ? name : undefined
}
