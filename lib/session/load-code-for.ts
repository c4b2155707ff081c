import { loadPrograms } from '#container-programs'
import { loadCommands, loadCompletion } from '#kubectl-verbs'
import { verbsNamed } from './verbs-named'

/** Fetches the code that a message, or what an exercise is given, may need and a browser does not hold from the beginning. */
export async function loadCodeFor(data: unknown): Promise<void> {
  await Promise.all([loadCommands(verbsNamed(data)), mayRunPrograms(data) ? loadPrograms() : undefined, mentions(data, /__complete/) ? loadCompletion() : undefined])
}

/** Only these fields make a container run one of the practice cluster's programs; a backslash may spell any of them. */
const fieldsOfPrograms = /exec|command|args|\\/

/** Whether manifests and lines in it may have a container run a program. */
export function mayRunPrograms(data: unknown): boolean {
  return mentions(data, fieldsOfPrograms)
}

function mentions(data: unknown, words: RegExp): boolean {
  if (typeof data === 'string') return words.test(data)
  return typeof data === 'object' && data !== null && Object.values(data).some((value) => mentions(value, words))
}
