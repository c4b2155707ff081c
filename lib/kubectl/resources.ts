import type { KindDefinition } from '@/lib/kube/kind'
import { allKinds, kindOf } from '@/lib/kube/kinds'
import { CommandFailure, fail } from './failure'

/** Some object or all of a kind that a command is about. */
export interface ResourceTarget {
  readonly definition: KindDefinition
  readonly name: string | undefined
}

/** A resource word as kubectl takes it: plural, singular, short name, kind, with group or version.group behind it. */
export function findResource(word: string): KindDefinition | undefined {
  const [first = '', ...rest] = word.toLowerCase().split('.')
  const suffix = rest.join('.')
  const candidates = allKinds().filter((kind) => kind.resource === first || kind.singular === first || kind.shortNames.includes(first) || kind.kind.toLowerCase() === first)
  if (suffix === '') return candidates[0]
  const exact = candidates.find((kind) => kind.group === suffix || `${kind.version}.${kind.group}` === suffix || (kind.group === '' && kind.version === suffix))
  if (exact !== undefined) return exact
  const [, ...group] = rest
  return candidates.find((kind) => group.length > 0 && kind.group === group.join('.')) ?? candidates.find((kind) => kind.group.startsWith(`${suffix}.`))
}

/** The same; an unknown word ends the command. */
export function needResource(word: string): KindDefinition {
  return findResource(word) ?? fail(`the server doesn't have a resource type "${word}"`)
}

const all = ['pods', 'services', 'daemonsets', 'deployments', 'replicasets', 'statefulsets', 'horizontalpodautoscalers', 'cronjobs', 'jobs']

function expandWord(word: string): readonly KindDefinition[] {
  if (word === 'all') return all.flatMap((resource) => allKinds().filter((kind) => kind.resource === resource).slice(0, 1))
  return [needResource(word)]
}

/**
 * The words behind a verb as targets: `TYPE NAME…`, `TYPE/NAME…`, `TYPE,TYPE NAME…` (cli-runtime resource builder). `missing` says what to print when
 * there are none.
 */
export function readTargets(args: readonly string[]): readonly ResourceTarget[] {
  if (args.some((word) => word.includes('/'))) return readSlashed(args)
  const [types = '', ...names] = args
  if (types === '') return []
  const definitions = types.split(',').filter((word) => word !== '').flatMap(expandWord)
  if (names.length === 0) return definitions.map((definition) => ({ definition, name: undefined }))
  return definitions.flatMap((definition) => names.map((name) => ({ definition, name })))
}

function readSlashed(args: readonly string[]): readonly ResourceTarget[] {
  const plain = args.find((word) => !word.includes('/'))
  if (plain !== undefined) {
    if (args.some((word) => word.includes('/'))) fail("there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'")
    fail('arguments in resource/name form must have a single resource and name')
  }
  return args.map((word) => {
    const [type = '', name = '', ...more] = word.split('/')
    if (more.length > 0) fail('arguments in resource/name form may not have more than one slash')
    if (type === '' || name === '') fail('arguments in resource/name form must have a single resource and name')
    return { definition: needResource(type), name }
  })
}

/** `pods`, `deployments.apps`: as error messages name a resource. */
export function qualifiedResource(definition: KindDefinition): string {
  return definition.group === '' ? definition.resource : `${definition.resource}.${definition.group}`
}

/** `pod/web`, `deployment.apps/web`: as kubectl prints what it did. */
export function printedName(definition: KindDefinition, name: string): string {
  return `${definition.singular}${definition.group === '' ? '' : `.${definition.group}`}/${name}`
}

/** Path of a kind's collection, or of one object. */
export function pathOf(definition: KindDefinition, namespace: string | undefined, name?: string): string {
  const root = definition.group === '' ? `/api/${definition.version}` : `/apis/${definition.group}/${definition.version}`
  const scope = definition.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : ''
  return `${root}${scope}/${definition.resource}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`
}

/** The kind of a manifest; unknown ones end the command as the REST mapper does. */
export function needKind(apiVersion: string, kind: string, about: { readonly name: string; readonly namespace: string; readonly file: string }): KindDefinition {
  const definition = kindOf(apiVersion, kind)
  if (definition !== undefined) return definition
  throw new CommandFailure(`error: resource mapping not found for name: "${about.name}" namespace: "${about.namespace}" from "${about.file}": no matches for kind "${kind}" in version "${apiVersion}"\nensure CRDs are installed first`)
}


const unchanged = <T>(object: T): T => object

/** A kind of which only a file tells (`--local` asks no server): addressed as the API's convention has it. */
export function strangerKind(apiVersion: string, kind: string): KindDefinition {
  const [version = '', group = ''] = apiVersion.split('/').reverse()
  const singular = kind.toLowerCase()
  const names = { group, version, kind, resource: `${singular}s`, singular, shortNames: [], categories: [], namespaced: true, definition: '' }
  return { ...names, verbs: [], subresources: [], generation: false, default: unchanged, prepareForCreate: unchanged, prepareForUpdate: unchanged, validate: () => [], validateUpdate: () => [] }
}
