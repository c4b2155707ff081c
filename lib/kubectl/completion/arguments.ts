import type { Running } from '../command'
import { commandTree, type ArgumentKind, type Verb } from '../command-tree'
import { verbIn } from '../find-verb'
import type { Section } from '../kubeconfig'
import { beginning, directives, nothing, type Completing, type Completions } from './completions'
import { containersOf, fromTemplate, namesOf, portsOf, typesOf } from './from-cluster'

const { noFileComp, noSpace } = directives

/** What may stand behind a verb (kubectl pkg/util/completion and the ValidArgsFunction of each command). */
export function* completeArgument(kind: ArgumentKind, line: Completing): Running<Completions> {
  if (typeof kind !== 'string') return 'names' in kind ? yield* onlyFirst(line, () => namesIn(line, kind.names)) : yield* ofTypes(kind, line)
  switch (kind) {
    case 'nothing':
      return { words: [], directive: directives.default }
    case 'resources':
      return yield* typesAndNames(line, undefined, true)
    case 'pods':
      return yield* onlyFirst(line, () => podsAndTypes(line))
    case 'pods and containers':
      return yield* podsThen(line, containersOf)
    case 'pods and ports':
      return yield* podsThen(line, portsOf)
    case 'copies':
      return yield* copies(line)
    case 'verbs':
      return beginning(verbsBelow(line.args), line.word)
    default:
      return line.args.length > 0 ? nothing : configured(kind, line)
  }
}

/** Names in a part of the client's configuration, sorted: Go's own order of a map is random. */
export function configured(section: Section, { invocation, word }: Completing): Completions {
  return beginning([...invocation.loaded.config[section].keys()].sort(), word)
}

/** Names of the objects of one type. */
export function* namesIn({ invocation, word }: Completing, type: string): Running<Completions> {
  return { words: yield* namesOf(invocation, type, word), directive: noFileComp }
}

function* ofTypes(kind: Exclude<ArgumentKind, string | { readonly names: string }>, line: Completing): Running<Completions> {
  return 'words' in kind ? (line.args.length > 0 ? nothing : beginning(kind.words, line.word)) : yield* typesAndNames(line, kind.types, kind.repeat)
}

function* onlyFirst({ args }: Completing, complete: () => Running<Completions>): Running<Completions> {
  return args.length > 0 ? nothing : yield* complete()
}

/** `TYPE NAME…` or `TYPE/NAME…`; without types of its own the verb takes all that the server has. */
function* typesAndNames(line: Completing, types: readonly string[] | undefined, repeat: boolean): Running<Completions> {
  const { invocation, args, word } = line
  const [first] = args
  const mayFollow = repeat || args.length === 0
  if (first !== undefined && !first.includes('/')) return repeat || args.length === 1 ? without(yield* namesIn(line, first), args.slice(1)) : nothing
  const slash = word.indexOf('/')
  if (slash !== -1) return mayFollow ? without({ words: yield* slashed(line, slash), directive: noFileComp }, args) : nothing
  if (!mayFollow) return nothing
  const found = types?.filter((type) => type.startsWith(word)) ?? (yield* typesOf(invocation, word))
  return first === undefined ? { words: found, directive: noFileComp } : { words: found.map((type) => `${type}/`), directive: noFileComp | noSpace }
}

function* slashed({ invocation, word }: Completing, slash: number): Running<readonly string[]> {
  const type = word.slice(0, slash)
  return (yield* namesOf(invocation, type, word.slice(slash + 1))).map((name) => `${type}/${name}`)
}

function without({ words, directive }: Completions, given: readonly string[]): Completions {
  return { words: words.filter((word) => !given.includes(word)), directive }
}

const typesWithPods = ['daemonsets', 'deployments', 'pods', 'jobs', 'replicasets', 'replicationcontrollers', 'services', 'statefulsets']

function* podsAndTypes(line: Completing): Running<Completions> {
  const slash = line.word.indexOf('/')
  if (slash !== -1) return { words: yield* slashed(line, slash), directive: noFileComp }
  const pods = yield* namesOf(line.invocation, 'pod', line.word)
  const types = typesWithPods.filter((type) => type.startsWith(line.word)).map((type) => `${type}/`)
  return { words: [...pods, ...types], directive: pods.length === 0 ? noFileComp | noSpace : noFileComp }
}

function* podsThen(line: Completing, below: typeof containersOf): Running<Completions> {
  const [first, ...more] = line.args
  if (first === undefined) return yield* podsAndTypes(line)
  return more.length > 0 ? nothing : { words: yield* below(line.invocation, first, line.word), directive: noFileComp }
}

/** `cp`: namespaces, Pods of this or of the named one; what begins as a path does is the shell's. */
function* copies({ invocation, args, word }: Completing): Running<Completions> {
  const slash = word.indexOf('/')
  if (args.length > 0 || /^[/.~]/.test(word) || word.includes(':')) return { words: [], directive: noSpace }
  if (slash > 0) return { words: yield* fromTemplate({ ...invocation, namespace: word.slice(0, slash), namespaceGiven: true }, ['pod'], '{{ range .items }}{{ .metadata.namespace }}/{{ .metadata.name }}: {{ end }}', word), directive: noSpace }
  const namespaces = (yield* namesOf(invocation, 'namespace', word)).map((name) => `${name}/`)
  const pods = (yield* namesOf(invocation, 'pod', word)).map((name) => `${name}:`)
  return { words: [...namespaces, ...pods, ...(word === '' ? ['./', '/'] : [])], directive: noSpace }
}

function verbsBelow(args: readonly string[]): readonly string[] {
  const { path, words } = verbIn(args)
  const verbs: readonly Verb[] = path.at(-1)?.verbs ?? (words.length > 0 ? [] : commandTree)
  return verbs.map(({ name }) => name)
}
