import { groupVersion } from '@/lib/cluster/api/resources'
import { need, print, printExactly, type Command, type Invocation, type Running } from '../command'
import { CommandFailure, fail } from '../failure'
import { flag, flagList, isSet } from '../flags'
import { writeJson, type JsonObject } from '../json'
import { printColumns } from '../print/columns'
import { printObject } from '../print/print-object'
import { qualifiedResource, resourceMappings, type ResourceMapping } from '../resources'

const formats = ['json', 'kyaml', 'name', 'wide', 'yaml']

export const apiResourcesCommand: Command = {
  name: 'api-resources',
  about: 'List the kinds that the cluster knows.',
  usage: 'kubectl api-resources [--namespaced=true|false] [--api-group=GROUP] [--verbs=VERB,…] [-o wide|name|yaml|json]',
  *run(invocation) {
    if (invocation.args.length > 0) throw new CommandFailure(`error: unexpected arguments: [${invocation.args.join(' ')}]\nSee 'kubectl api-resources -h' for help and examples`)
    const output = flag(invocation.flags, 'output') ?? ''
    if (output !== '' && !formats.includes(output)) fail(`unable to match a printer suitable for the output format "${output}", allowed formats are: ${formats.join(',')}`)
    const sortBy = flag(invocation.flags, 'sort-by') ?? ''
    if (!['', 'name', 'kind'].includes(sortBy)) fail('--sort-by accepts only name or kind')
    const shown = (yield* servedResources(invocation)).filter((resource) => isWanted(invocation, resource)).sort(by(sortBy))
    if (output === '' || output === 'wide') yield* print(table(shown, output === 'wide', !isSet(invocation.flags, 'no-headers')))
    else if (output === 'name') yield* print(shown.map((resource) => `${qualifiedResource(resource)}\n`).join(''))
    else yield* printExactly(listText(output, { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: '', resources: shown.map(toApiResource) }))
    return 0
  },
}

/** What the server prefers, one version of each resource (client-go ServerPreferredResources). */
export function* servedResources(invocation: Invocation): Running<ResourceMapping[]> {
  const { groups } = yield* need<{ readonly groups: readonly { readonly name: string }[] }>(invocation, 'GET', '/apis')
  const names = new Set(['', ...groups.map(({ name }) => name)])
  return resourceMappings.filter((resource, at) => names.has(resource.group) && resourceMappings.findIndex(({ group, resource: name }) => group === resource.group && name === resource.resource) === at)
}

function isWanted({ flags }: Invocation, resource: ResourceMapping): boolean {
  const namespaced = flag(flags, 'namespaced')
  const group = flag(flags, 'api-group')
  return (
    (namespaced === undefined || resource.namespaced === isSet(flags, 'namespaced')) &&
    (group === undefined || resource.group === group) &&
    flagList(flags, 'verbs').every((verb) => resource.verbs.includes(verb)) &&
    flagList(flags, 'categories').every((category) => resource.categories.includes(category))
  )
}

function by(sortBy: string): (a: ResourceMapping, b: ResourceMapping) => number {
  const key = (resource: ResourceMapping) => (sortBy === 'name' ? [resource.resource] : sortBy === 'kind' ? [resource.kind] : [resource.group, resource.resource])
  return (a, b) => {
    const [left, right] = [key(a).join('\0'), key(b).join('\0')]
    return left < right ? -1 : left > right ? 1 : 0
  }
}

function table(shown: readonly ResourceMapping[], wide: boolean, headers: boolean): string {
  const rows = shown.map((resource) => [resource.resource, resource.shortNames.join(','), groupVersion(resource), String(resource.namespaced), resource.kind, ...(wide ? [resource.verbs.join(','), resource.categories.join(',')] : [])])
  const head = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND', ...(wide ? ['VERBS', 'CATEGORIES'] : [])]
  return printColumns(headers ? [head, ...rows] : rows)
}

/** As JSON a list of a Go type: its fields in the order of the struct, in which they are made here. */
function listText(output: string, list: JsonObject): string {
  return output === 'json' ? `${writeJson(list, 4, '', Object.keys)}\n` : printObject(output, list)
}

function toApiResource({ resource, singular, namespaced, group, version, kind, verbs, shortNames, categories }: ResourceMapping) {
  return {
    name: resource,
    singularName: singular,
    namespaced,
    ...(group === '' ? {} : { group }),
    version,
    kind,
    verbs,
    ...(shortNames.length === 0 ? {} : { shortNames }),
    ...(categories.length === 0 ? {} : { categories }),
  }
}
