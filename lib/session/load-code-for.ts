import { loadPrograms } from '#container-programs'
import { loadTemplates } from '#kubectl-templates'
import { loadCommands, loadCompletion } from '#kubectl-verbs'
import { linesIn, verbsNamed } from './verbs-named'

/**
 * Fetches the code that a message, or what an exercise is given, may need and a browser does not hold from the beginning, all of it at once. Where more is
 * read into it than is meant, that costs a fetch; where less, the engine fetches what it finds missing.
 */
export async function loadCodeFor(data: unknown): Promise<void> {
  // Quotes may stand anywhere in a word.
  const lines = linesIn(data).map((line) => line.replaceAll(/["'\\]/g, ''))
  const completes = asksToComplete(data) || lines.some((line) => line.includes('__complete'))
  await Promise.all([
    asksToComplete(data) ? undefined : loadCommands(verbsNamed(data)),
    mayRunPrograms(data) ? loadPrograms() : undefined,
    completes || lines.some((line) => /template|jsonpath|columns|sort-by|kyaml/i.test(line)) ? loadTemplates() : undefined,
    completes ? loadCompletion() : undefined,
  ])
}

/** The terminal's Tab: the line in it is not run. */
function asksToComplete(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'do' in data && data.do === 'complete'
}

/** Only these fields make a container run one of the practice cluster's programs; a backslash may spell any of them. */
const fieldsOfPrograms = /exec|command|args|\\/

/** Whether manifests and lines in it may have a container run a program. */
export function mayRunPrograms(data: unknown): boolean {
  if (typeof data === 'string') return fieldsOfPrograms.test(data)
  if (typeof data !== 'object' || data === null) return false
  return Object.values(data).some(mayRunPrograms)
}
