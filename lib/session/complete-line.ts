import { commandNames } from '#kubectl-verbs'
import type { Cluster } from '@/lib/cluster/cluster'
import { allKinds } from '@/lib/kube/kinds'
import { commandTree, type Verb } from '@/lib/kubectl/command-tree'
import { findResource } from '@/lib/kubectl/resources'

/** Candidates for the word under the caret, which begins at `from`. */
export interface Completion {
  readonly from: number
  readonly items: readonly string[]
}

const outputs = ['json', 'jsonpath=', 'name', 'wide', 'yaml']
/** Verbs whose words are kinds and names. */
const takesObjects = new Set(['get', 'describe', 'delete', 'edit', 'expose', 'scale', 'label', 'annotate', 'patch', 'wait', 'status', 'history', 'undo', 'restart', 'pause', 'resume', 'image', 'selector', 'env', 'resources', 'explain'])
/** Verbs whose first word is a Pod. */
const takesPods = new Set(['logs', 'exec'])

/** Completes a line of the terminal up to the caret, as kubectl's own completion does: verbs, flags, kinds, names, files, namespaces. */
export function completeLine(line: string, cluster: Pick<Cluster, 'objects'>, files: readonly string[]): Completion {
  const word = /\S*$/.exec(line)?.[0] ?? ''
  const before = line.slice(0, line.length - word.length).trim().split(/\s+/).filter((each) => each !== '')
  const from = line.length - word.length
  if (before.length === 0) return { from, items: startingWith(word, ['kubectl']) }
  const [program, ...words] = before
  if (program !== 'kubectl' && program !== 'k') return { from, items: [] }
  const slash = word.startsWith('-') ? -1 : word.lastIndexOf('/')
  if (slash > 0) return { from, items: startingWith(word, namesOf(word.slice(0, slash), words, cluster).map((name) => `${word.slice(0, slash)}/${name}`)) }
  return { from, items: startingWith(word, candidates(words, word, cluster, files)) }
}

function startingWith(word: string, items: readonly string[]): string[] {
  return [...new Set(items)].filter((item) => item.startsWith(word)).sort()
}

function candidates(words: readonly string[], word: string, cluster: Pick<Cluster, 'objects'>, files: readonly string[]): readonly string[] {
  const value = valueOf(words.at(-1), cluster, files)
  if (value !== undefined) return value
  const { verb, rest } = verbOf(words)
  if (verb === undefined) return commandNames()
  if (word.startsWith('-')) return verb.flags.filter(({ deprecated }) => deprecated === undefined).map(({ name }) => `--${name}`)
  if (verb.verbs.length > 0 && !verb.runs) return verb.verbs.map(({ name }) => name)
  const kind = rest.find((each) => !each.startsWith('-'))
  if (takesPods.has(verb.name)) return kind === undefined ? namesOf('pods', words, cluster) : []
  if (!takesObjects.has(verb.name)) return []
  return kind === undefined ? allKinds().map(({ resource }) => resource) : namesOf(kind, words, cluster)
}

/** What may stand behind a flag that takes a value. */
function valueOf(flag: string | undefined, cluster: Pick<Cluster, 'objects'>, files: readonly string[]): readonly string[] | undefined {
  switch (flag) {
    case '-f':
    case '--filename':
      return files
    case '-n':
    case '--namespace':
      return namesOf('namespaces', [], cluster)
    case '-o':
    case '--output':
      return outputs
    default:
      return undefined
  }
}

/** The verb, the innermost of those named, and the words behind it. */
function verbOf(words: readonly string[]): { readonly verb: Verb | undefined; readonly rest: readonly string[] } {
  let below = commandTree
  let verb: Verb | undefined
  let at = 0
  for (const word of words) {
    const next = below.find(({ name, aliases }) => name === word || aliases.includes(word))
    if (next === undefined) break
    verb = next
    below = next.verbs
    at += 1
  }
  return { verb, rest: words.slice(at) }
}

function namesOf(kind: string, words: readonly string[], cluster: Pick<Cluster, 'objects'>): string[] {
  const definition = findResource(kind.split(',')[0] ?? '')
  if (definition === undefined) return []
  const given = words.findIndex((word) => word === '-n' || word === '--namespace')
  const namespace = definition.namespaced ? (given < 0 ? 'default' : (words[given + 1] ?? 'default')) : ''
  const prefix = `${definition.group}/${definition.resource}/${namespace}/`
  return [...cluster.objects.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))
}
