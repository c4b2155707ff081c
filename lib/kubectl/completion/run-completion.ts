import { print, printError, type Running } from '../command'
import { fail } from '../failure'
import { directives } from './completions'
import { getCompletions } from './get-completions'

/** Prints what may stand at the end of the words, a line each, and what the shell is to do with it (cobra completions.go initCompleteCmd). */
export function* runCompletion(words: readonly string[], env: Readonly<Record<string, string>>): Running<number> {
  if (words.length === 0) fail('requires at least 1 arg(s), only received 0')
  const found = yield* getCompletions(words, env)
  if ('problem' in found) yield* printError(`[Debug] [Error] ${found.problem}`)
  const { words: candidates, directive } = 'problem' in found ? { words: [], directive: directives.default } : found
  yield* print(`${candidates.map((word) => `${word}\n`).join('')}:${directive}`)
  yield* printError(`Completion ended with directive: ${nameOf(directive)}`)
  return 0
}

const names: readonly (readonly [number, string])[] = [
  [directives.error, 'Error'],
  [directives.noSpace, 'NoSpace'],
  [directives.noFileComp, 'NoFileComp'],
  [directives.filterFileExt, 'FilterFileExt'],
]

function nameOf(directive: number): string {
  const set = names.filter(([bit]) => (directive & bit) !== 0).map(([, name]) => `ShellCompDirective${name}`)
  return set.length === 0 ? 'ShellCompDirectiveDefault' : set.join(', ')
}
