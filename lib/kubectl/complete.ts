import type { Cluster } from '@/lib/cluster/cluster'
import { allKinds } from '@/lib/kube/kinds'
import type { Command } from './command'
import { commands } from './commands/all'
import { globalFlags } from './command-tree'
import type { FlagSpec } from './flags'
import { findResource, type ResourceMapping } from './resources'

/** Candidates for the word that begins at `from` in the line. */
export interface Completion {
  readonly from: number
  readonly items: readonly string[]
}

/** What has been typed before the word that is being completed. */
interface Typed {
  readonly cluster: Cluster
  readonly files: readonly string[]
  readonly command: Command
  readonly before: readonly string[]
  readonly namespace: string
  readonly word: string
}

/** Verbs whose arguments are Pods at once. */
const ofPods = new Set(['logs', 'exec'])
/** Verbs whose arguments are no objects that are there. */
const withoutObjects = new Set(['apply', 'create', 'run', 'version', 'api-resources', 'explain', 'replace'])

/** Completes a terminal line as kubectl's own shell completion does: verbs, resources, names that are there, flags and their known values, files. */
export function complete(line: string, cluster: Cluster, files: readonly string[]): Completion {
  const word = /[^\s|]*$/.exec(line)?.[0] ?? ''
  const from = line.length - word.length
  const words = (line.slice(0, from).split('|').at(-1) ?? '').trim().split(/\s+/).filter((each) => each !== '')
  if (line.slice(0, from).includes('|')) return { from, items: words.length === 0 ? matching(['grep'], word) : [] }
  return completeCommand(words, word, from, { cluster, files })
}

function completeCommand(words: readonly string[], word: string, from: number, { cluster, files }: Pick<Typed, 'cluster' | 'files'>): Completion {
  const begun = words[0] === 'kubectl' ? words.slice(1) : words
  if (begun.length === 0) return { from, items: matching(words.length === 0 ? ['kubectl', ...verbs()] : verbs(), word) }
  const found = commandOf(begun)
  if (found === undefined) return { from, items: [] }
  const { command, rest } = found
  if (command.commands !== undefined && rest.length === 0 && !word.startsWith('-')) return { from, items: matching(command.commands.map(({ name }) => name), word) }
  return completeWord({ cluster, files, command, before: rest, namespace: namespaceIn(rest), word }, from)
}

function verbs(): string[] {
  return commands.map(({ name }) => name).sort()
}

function commandOf(words: readonly string[]): { readonly command: Command; readonly rest: readonly string[] } | undefined {
  const [first, ...rest] = words
  const command = commands.find(({ name }) => name === first)
  const below = command?.commands?.find(({ name }) => name === rest[0])
  if (below !== undefined) return { command: below, rest: rest.slice(1) }
  return command === undefined ? undefined : { command, rest }
}

function completeWord(typed: Typed, from: number): Completion {
  const { word, before } = typed
  const joined = /^(--[a-z-]+=)(.*)$/.exec(word)
  if (joined !== null) return { from: from + (joined[1] ?? '').length, items: matching(valuesOf((joined[1] ?? '').slice(2, -1), typed), joined[2] ?? '') }
  const open = flagOf(before.at(-1), typed.command)
  if (open !== undefined && open.type !== 'bool' && open.type !== 'optional') return { from, items: matching(valuesOf(open.name, typed), word) }
  if (word.startsWith('-')) return { from, items: matching(flagWords(typed.command), word) }
  return { from, items: matching(argumentsOf(typed), word) }
}

function flagOf(word: string | undefined, command: Command): FlagSpec | undefined {
  if (word?.startsWith('-') !== true || word.includes('=')) return undefined
  return [...command.flags, ...globalFlags].find(({ name, short }) => word === `--${name}` || (short !== undefined && word === `-${short}`))
}

function flagWords(command: Command): string[] {
  return [...command.flags, ...globalFlags].map(({ name, type }) => (type === 'bool' || type === 'optional' ? `--${name}` : `--${name}=`)).sort()
}

function valuesOf(name: string, { cluster, files }: Typed): readonly string[] {
  switch (name) {
    case 'namespace':
      return namesOf(cluster, '/namespaces//')
    case 'filename':
      return files
    case 'output':
      return ['json', 'jsonpath=', 'name', 'wide', 'yaml']
    case 'dry-run':
      return ['client', 'none', 'server']
    default:
      return []
  }
}

/** What can stand as an argument: a resource first, then the names of that resource. */
function argumentsOf(typed: Typed): readonly string[] {
  const { command, before, word, cluster, namespace } = typed
  if (command.name === 'explain') return resourceWords()
  if (withoutObjects.has(command.name)) return []
  const args = argumentsBefore(before, command)
  if (ofPods.has(command.name)) return args.length === 0 ? namesOf(cluster, `/pods/${namespace}/`) : []
  const slash = word.indexOf('/')
  const resource = slash > 0 ? word.slice(0, slash) : args[0]
  if (resource === undefined) return resourceWords()
  const definition = findResource(resource)
  if (definition === undefined) return []
  const names = namesOf(cluster, prefixOf(definition, namespace))
  return slash > 0 ? names.map((name) => `${resource}/${name}`) : names.filter((name) => !args.includes(name))
}

function argumentsBefore(before: readonly string[], command: Command): string[] {
  return before.filter((word, index) => {
    const flag = flagOf(before[index - 1], command)
    return !word.startsWith('-') && (flag === undefined || flag.type === 'bool' || flag.type === 'optional')
  })
}

function resourceWords(): string[] {
  return allKinds().map(({ resource }) => resource).sort()
}

function prefixOf({ group, resource, namespaced }: ResourceMapping, namespace: string): string {
  return `${group}/${resource}/${namespaced ? namespace : ''}/`
}

function namesOf(cluster: Cluster, prefix: string): string[] {
  const names: string[] = []
  for (const key of cluster.objects.keys()) if (key.startsWith(prefix)) names.push(key.slice(prefix.length))
  return names.sort()
}

function namespaceIn(words: readonly string[]): string {
  const at = words.findIndex((word) => word === '-n' || word === '--namespace')
  const joined = words.find((word) => word.startsWith('--namespace='))
  return (at >= 0 ? words[at + 1] : joined?.slice('--namespace='.length)) ?? 'default'
}

function matching(items: readonly string[], word: string): string[] {
  return [...new Set(items.filter((item) => item.startsWith(word)))]
}
