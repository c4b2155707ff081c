import { verbIn } from '@/lib/kubectl/find-verb'
import { isIdentical, type CaseResult, type FileResult } from './recording'
import { splitShell } from './split-shell'

/** What an issue asks of the figures. */
export interface Target {
  readonly name: string
  readonly wanted: number
  readonly seen: number
  readonly met: boolean
}

const firstKinds = new Set(['Pod', 'Deployment', 'ReplicaSet', 'Service'])

/** One replayed file with all its cases. */
export interface ReplayedFile {
  readonly result: FileResult
  readonly cases: readonly CaseResult[]
  readonly periods?: readonly CaseResult[]
}

function share(name: string, wanted: number, cases: readonly CaseResult[], same: (one: CaseResult) => boolean): Target[] {
  if (cases.length === 0) return []
  const seen = Math.floor((cases.filter(same).length / cases.length) * 10_000) / 100
  return [{ name, wanted, seen, met: seen >= wanted }]
}

type Cases = (...formats: string[]) => readonly CaseResult[]

/** Targets of the issues so far, each only where something of it was replayed; percentages. */
export function targetsOf(files: readonly ReplayedFile[]): Target[] {
  const of: Cases = (...formats) => files.filter(({ result }) => formats.includes(result.format)).flatMap(({ cases }) => cases)
  return [...apiTargets(of), ...nodeTargets(of, files.flatMap(({ periods = [] }) => periods)), ...kubectlTargets(of('transcripts'))]
}

/** What the API server answers. */
function apiTargets(of: Cases): Target[] {
  const answers = of('verdicts', 'defaults', 'updates', 'raw', 'sequences')
  const conversations = (group: string) => of('sequences').filter(({ id }) => id.startsWith(`sequences/${group}/`))
  const patches = [...of('updates').filter(({ id }) => /\/real\/(?:json-)?patch-|\/real\/(?:label|annotation)/.test(id)), ...conversations('patch')]
  return [
    ...share('verdicts on Pod, Deployment, ReplicaSet and Service', 97, of('verdicts').filter(({ kind }) => firstKinds.has(kind)), ({ verdict }) => verdict !== false),
    ...share('verdicts and codes of the API server', 100, answers, ({ verdict, code }) => verdict !== false && code !== false),
    ...share('messages and causes of the API server', 99, answers, ({ message, causes }) => message !== false && causes !== false),
    ...share('objects with their defaults', 100, of('defaults'), isIdentical),
    ...share('patches', 100, patches, isIdentical),
    ...share('server-side applies', 100, conversations('ssa'), isIdentical),
    ...share('answers of RBAC', 100, conversations('rbac'), isIdentical),
    ...share('answers of Pod Security', 100, conversations('psa'), isIdentical),
    ...share('table cells', 100, of('tables'), isIdentical),
    ...share('definitions and resources of the API', 100, of('openapi-structure', 'discovery'), isIdentical),
  ]
}

/** What controllers, scheduler and kubelet do over time. */
function nodeTargets(of: Cases, periods: readonly CaseResult[]): Target[] {
  const objects = of('films')
  return [
    ...share('objects of the films with the same states', 95, objects, isIdentical),
    ...share('last states of the films', 100, objects.filter(({ object }) => object !== undefined), ({ object }) => object === true),
    ...share('periods of the films', 100, periods, isIdentical),
    ...share('rollouts', 100, of('rollouts'), isIdentical),
    ...share('environment and files of containers', 100, of('content'), isIdentical),
    ...share('security contexts', 100, of('security-context'), isIdentical),
  ]
}

/** Verbs that grades depend on (issue 5, point 4). */
const gradedVerbs = new Set([
  ...['apply', 'create', 'run', 'expose', 'set', 'scale', 'autoscale', 'label', 'annotate', 'patch', 'replace', 'rollout', 'delete', 'wait', 'diff'],
  ...['auth can-i', 'get', 'describe', 'events', 'logs', 'exec', 'cordon', 'uncordon', 'drain', 'taint'],
])

/** The verb of a command line as it counts: `rollout`, `auth can-i`; a line that names no verb of kubectl has none. */
function verbOf({ difference = [] }: CaseResult): string | undefined {
  const [, ...argv] = splitShell((difference[0] ?? '').replace(/^\$ /, ''))
  const [first, second] = verbIn(argv).path.map(({ name }) => name)
  return first === 'auth' && second !== undefined ? `${first} ${second}` : first
}

/** Transcripts: the same exit status and text on both streams, for the verbs that grades depend on. */
export function kubectlTargets(cases: readonly CaseResult[]): Target[] {
  return share('kubectl: verbs that grades depend on', 97, cases.filter((one) => gradedVerbs.has(verbOf(one) ?? '')), isIdentical)
}

/** How much of each verb's command lines is the same. */
export interface VerbShare {
  readonly verb: string
  readonly cases: number
  readonly alike: number
}

/** Every verb that was replayed, whether it has a target or not, by name. */
export function sharesByVerb(cases: readonly CaseResult[]): VerbShare[] {
  const byVerb = new Map<string, CaseResult[]>()
  for (const one of cases) {
    const verb = verbOf(one)
    if (verb !== undefined) byVerb.set(verb, [...(byVerb.get(verb) ?? []), one])
  }
  return [...byVerb].map(([verb, ofVerb]) => ({ verb, cases: ofVerb.length, alike: ofVerb.filter(isIdentical).length })).sort((a, b) => (a.verb < b.verb ? -1 : 1))
}
