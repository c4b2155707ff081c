import { commandNames } from '#kubectl-verbs'
import { CommandFailure } from '@/lib/kubectl/failure'
import { findVerb } from '@/lib/kubectl/find-verb'
import { splitWords } from '@/lib/kubectl/words'

/** The verbs of the kubectl lines in a message, or in what an exercise is given. */
export function verbsNamed(data: unknown): readonly string[] {
  return [...new Set(linesIn(data).flatMap(verbsOfLine))]
}

/** The kubectl lines in plain data: whatever it calls a `line`. */
export function linesIn(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([key, value]: [string, unknown]) => (key === 'line' && typeof value === 'string' ? [value] : linesIn(value)))
}

/** The overview names every verb with what it does. */
function verbsOfLine(line: string): readonly string[] {
  const split = splitWords(line)
  if ('error' in split) return []
  try {
    const [verb] = findVerb(split.words[0] === 'kubectl' ? split.words.slice(1) : split.words).path
    return verb === undefined || verb.name === 'help' ? commandNames() : [verb.name]
  } catch (failure) {
    if (failure instanceof CommandFailure) return []
    throw failure
  }
}
