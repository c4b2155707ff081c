import { loadPrograms } from '#container-programs'
import { loadTemplates } from '#kubectl-templates'
import { loadCommands, loadCompletion } from '#kubectl-verbs'
import { linesIn, verbsNamed } from './verbs-named'

/**
 * Fetches the code that a message, or what an exercise is given, may need and a browser does not hold from the beginning. Where more is read into it than
 * is meant, that costs a fetch; where less, a line fails.
 */
export async function loadCodeFor(data: unknown): Promise<void> {
  // Quotes may stand anywhere in a word.
  const lines = linesIn(data).map((line) => line.replaceAll(/["'\\]/g, ''))
  await Promise.all([
    loadCommands(verbsNamed(data)),
    // A grade may send its requests from a container, whatever the message says.
    loadPrograms(),
    lines.some((line) => /template|jsonpath|columns|sort-by|kyaml/i.test(line)) ? loadTemplates() : undefined,
    lines.some((line) => line.includes('__complete')) ? loadCompletion() : undefined,
  ])
}
