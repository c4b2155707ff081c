import { servedBy, type ApiResource } from '@/lib/cluster/api/resources'
import type { KindDefinition } from '@/lib/kube/kind'
import { kindByResource } from '@/lib/kube/kinds'
import { fail } from './failure'

/** What kubectl knows of a kind from discovery: what it is called and where it is. */
export type ResourceMapping = Pick<KindDefinition, 'group' | 'version' | 'kind' | 'resource' | 'singular' | 'namespaced' | 'shortNames' | 'categories' | 'verbs'> & {
  /** Key of its definition in the API's structure; empty for what the practice cluster only lists. */
  readonly definition: string
  readonly subresources: readonly string[]
}

/** Some object or all of a kind that a command is about. */
export interface ResourceTarget {
  readonly definition: ResourceMapping
  readonly name: string | undefined
  /** Where a file says it is; absent: the command's namespace. */
  readonly namespace?: string | undefined
}

/** All that a cluster may serve. Custom resources are known too: whether they are installed the server says (see `call`). */
const served = servedBy({ gatewayApi: true })

/** Every resource in discovery's order; of a group with several versions the preferred one first. */
export const resourceMappings: readonly ResourceMapping[] = served.all.map(toMapping)

function toMapping(resource: ApiResource): ResourceMapping {
  const { group, version, shortNames = [], categories = [], subresources = [] } = resource
  return { ...resource, shortNames, categories, subresources: subresources.map(({ subresource }) => subresource), definition: kindByResource(group, resource.resource, version)?.definition ?? '' }
}

/** A resource word as kubectl takes it: plural, singular, short name, kind, with group or version.group behind it. */
export function findResource(word: string): ResourceMapping | undefined {
  const [first = '', ...rest] = word.toLowerCase().split('.')
  const suffix = rest.join('.')
  const candidates = candidatesFor(first)
  if (suffix === '') return candidates[0]
  const exact = candidates.find((kind) => kind.group === suffix || `${kind.version}.${kind.group}` === suffix || (kind.group === '' && kind.version === suffix))
  if (exact !== undefined) return exact
  const [, ...group] = rest
  return candidates.find((kind) => group.length > 0 && kind.group === group.join('.')) ?? candidates.find((kind) => kind.group.startsWith(suffix))
}

/** By its own name first, then by a short name, then by its kind. */
function candidatesFor(word: string): readonly ResourceMapping[] {
  if (word === '') return []
  const named = resourceMappings.filter((kind) => kind.resource === word || kind.singular === word)
  if (named.length > 0) return named
  const short = resourceMappings.filter((kind) => kind.shortNames.includes(word))
  return short.length > 0 ? short : resourceMappings.filter((kind) => kind.kind.toLowerCase() === word)
}

/** Another resource that a short name could have meant (client-go restmapper/shortcut.go): it is warned of. */
export function rivalOf(word: string): ResourceMapping | undefined {
  const [first, ...others] = resourceMappings.filter(({ shortNames }) => shortNames.includes(word.toLowerCase()))
  const isNamed = resourceMappings.some(({ resource, singular }) => resource === word || singular === word)
  return isNamed ? undefined : others.find(({ group, resource }) => group !== first?.group || resource !== first.resource)
}

/** The same; an unknown word ends the command. */
export function needResource(word: string): ResourceMapping {
  return findResource(word) ?? fail(`the server doesn't have a resource type "${word.split('.')[0] ?? ''}"`)
}

/** The resource words of a command's arguments. */
export function resourceWords(args: readonly string[]): readonly string[] {
  return args.some((word) => word.includes('/')) ? args.map((word) => word.split('/')[0] ?? '') : divided(args[0] ?? '')
}

function expandWord(word: string): readonly ResourceMapping[] {
  const members = unique(resourceMappings.filter((kind) => kind.categories.includes(word)))
  return members.length > 0 ? members : [needResource(word)]
}

/** Each resource once, whatever it was called and in whichever version. */
function unique(mappings: readonly ResourceMapping[]): readonly ResourceMapping[] {
  return mappings.filter((kind, at) => mappings.findIndex(({ group, resource }) => group === kind.group && resource === kind.resource) === at)
}

function divided(word: string): readonly string[] {
  return [...new Set(word.split(','))]
}

/**
 * The words behind a verb as targets: `TYPE NAME…`, `TYPE/NAME…`, `TYPE,TYPE NAME` (cli-runtime resource builder ResourceTypeOrNameArgs).
 */
export function readTargets(args: readonly string[]): readonly ResourceTarget[] {
  const words = spreadOverTypes(args)
  if (words.some((word) => word.includes('/'))) return readSlashed(words)
  const [types, ...names] = words
  if (types === undefined) return []
  const definitions = unique(divided(types).flatMap(expandWord))
  if (names.length === 0) return definitions.map((definition) => ({ definition, name: undefined }))
  const [definition, ...more] = definitions
  if (definition === undefined || more.length > 0) fail('you must specify only one resource')
  if (names.includes('')) fail('resource name may not be empty')
  return names.map((name) => ({ definition, name }))
}

/** `pods,svc web api` means `pods/web pods/api svc/web svc/api`. */
function spreadOverTypes(args: readonly string[]): readonly string[] {
  const types = divided(args[0] ?? '')
  return args.length < 2 || types.length < 2 ? args : types.flatMap((type) => args.slice(1).map((name) => `${type}/${name}`))
}

/** Ends a command that names objects and asks for all namespaces. */
export function refuseAcrossNamespaces({ allNamespaces }: { readonly allNamespaces: boolean }, targets: readonly ResourceTarget[]): void {
  if (allNamespaces && targets.some(({ definition, name }) => name !== undefined && definition.namespaced)) fail('a resource cannot be retrieved by name across all namespaces')
}

/** Ends a command that was given words besides -f (cli-runtime pkg/resource/builder.go visitByPaths). */
export function refuseWordsWithFiles(args: readonly string[]): void {
  if (args.length === 0) return
  fail(args[0]?.includes('/') === true ? 'resource/name arguments cannot be provided when a path is specified' : 'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well')
}

function readSlashed(args: readonly string[]): readonly ResourceTarget[] {
  if (args.some((word) => !word.includes('/'))) fail("there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'")
  const tuples = args.map((word) => {
    const [type = '', name = '', ...more] = word.split('/')
    if (more.length > 0) fail('arguments in resource/name form may not have more than one slash')
    if (type === '' || name === '' || type.includes(',')) fail('arguments in resource/name form must have a single resource and name')
    return { type, name }
  })
  return tuples.map(({ type, name }) => ({ definition: needResource(type), name }))
}

/** `pods`, `deployments.apps`: as error messages name a resource. */
export function qualifiedResource(definition: ResourceMapping): string {
  return definition.group === '' ? definition.resource : `${definition.resource}.${definition.group}`
}

/** `pod/web`, `deployment.apps/web`: as kubectl prints what it did. */
export function printedName(definition: ResourceMapping, name: string): string {
  return `${definition.singular}${definition.group === '' ? '' : `.${definition.group}`}/${name}`
}

/** Path of a kind's collection, or of one object. */
export function pathOf(definition: ResourceMapping, namespace: string | undefined, name?: string): string {
  const root = definition.group === '' ? `/api/${definition.version}` : `/apis/${definition.group}/${definition.version}`
  const scope = definition.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : ''
  return `${root}${scope}/${definition.resource}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`
}

/** The mapping of an apiVersion and kind; a kind in small letters alone is known too (client-go restmapper/discovery.go). */
export function mappingOf(apiVersion: string, kind: string): ResourceMapping | undefined {
  const [version = '', group = ''] = apiVersion.split('/').reverse()
  const ofGroup = resourceMappings.filter((mapping) => mapping.group === group && mapping.version === version)
  return ofGroup.find((mapping) => mapping.kind === kind) ?? ofGroup.find((mapping) => mapping.kind.toLowerCase() === kind)
}

/** A kind of which only a file tells (`--local` asks no server): addressed as the API's convention has it. */
export function strangerKind(apiVersion: string, kind: string): ResourceMapping {
  const [version = '', group = ''] = apiVersion.split('/').reverse()
  const singular = kind.toLowerCase()
  return { group, version, kind, resource: `${singular}s`, singular, shortNames: [], categories: [], namespaced: true, definition: '', verbs: [], subresources: [] }
}
