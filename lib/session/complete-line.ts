import type { Cluster } from '@/lib/cluster/cluster'
import { directives } from '@/lib/kubectl/completion/completions'
import { runKubectl } from '@/lib/kubectl/run'
import { splitPipeline, splitWords } from '@/lib/kubectl/words'

/** Candidates for the word under the caret, which begins at `from`. */
export interface Completion {
  readonly from: number
  readonly items: readonly string[]
}

/** What the terminal has besides the cluster. */
interface Surroundings {
  /** Names of the learner's files. */
  readonly files: readonly string[]
  /** The client's configuration, where a command wrote one. */
  readonly home: Readonly<Record<string, string>>
}

/** Completes a line of the terminal up to the caret as a shell does: it asks `kubectl __complete`, and fills in file names itself. */
export function completeLine(line: string, cluster: Cluster, { files, home }: Surroundings): Completion {
  const word = /\S*$/.exec(line)?.[0] ?? ''
  const from = line.length - word.length
  const split = splitWords(line.slice(0, from))
  const [program, ...before] = 'error' in split ? [''] : split.words
  if (program === undefined) return { from, items: startingWith(word, ['kubectl']) }
  if ((program !== 'kubectl' && program !== 'k') || splitPipeline(line).length > 1) return { from, items: [] }
  // As in a shell, the value behind `=` is a word of its own.
  const value = word.startsWith('-') ? word.indexOf('=') + 1 : 0
  const items = candidates([...before, word], cluster, { files, home })
  return { from: from + value, items: startingWith(word.slice(value), items) }
}

function startingWith(word: string, items: readonly string[]): string[] {
  return [...new Set(items)].filter((item) => item.startsWith(word)).sort()
}

/** Where the answer leaves files to the shell, those of the kinds it names, or any where it has no words. */
function candidates(words: readonly string[], cluster: Cluster, { files, home }: Surroundings): readonly string[] {
  const answer = runKubectl(cluster, ['__completeNoDesc', ...words], { files: home }).stdout.trimEnd().split('\n')
  const directive = Number(answer.at(-1)?.slice(1))
  const found = answer.slice(0, -1)
  if ((directive & directives.filterFileExt) !== 0) return files.filter((file) => found.some((extension) => file.endsWith(`.${extension}`)))
  return found.length === 0 && directive === directives.default ? files : found
}
