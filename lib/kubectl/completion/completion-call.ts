import type { Verb } from '../command-tree'
import { verbIn } from '../find-verb'

/** The verbs by which a shell asks: with descriptions, and without. We have none for flags and values, so that both print the same. */
const asking: readonly Verb[] = ['__complete', '__completeNoDesc'].map((name) => ({ name, aliases: [], flags: [], required: [], completes: 'nothing', verbs: [], runs: true }))

/** Words of a line that a shell asks to complete; undefined: another command. */
export function completionCall(argv: readonly string[]): readonly string[] | undefined {
  const { path, words } = verbIn(argv, asking)
  return path.length === 0 ? undefined : words
}
