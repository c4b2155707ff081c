import { apiGroupList, apiResourceList, apiVersions } from '@/lib/cluster/api/discovery/legacy'
import { builtIn } from '@/lib/cluster/api/resources'
import { differences } from './compare'
import { readJson, type CaseResult, type Replayer } from './recording'

interface RecordedResource {
  readonly resource: string
  readonly kind: string
  readonly scope: string
  readonly singular: string
  readonly verbs: readonly string[]
  readonly shortNames?: readonly string[]
  readonly categories?: readonly string[]
  readonly subresources?: readonly unknown[]
}

interface Discovery {
  readonly aggregated: readonly { readonly group: string; readonly version: string; readonly resources: readonly RecordedResource[] }[]
  readonly unaggregated: Readonly<Record<string, unknown>>
}

/** `discovery.json`: groups, versions, resources, verbs, short names, categories, in both forms. */
export const discovery: Replayer = {
  format: 'discovery',
  takes: (path) => /(?:^|\/)discovery[^/]*\.json$/.test(path),
  replay(path, wanted) {
    const { aggregated, unaggregated } = readJson(path) as Discovery
    const resources = aggregated.flatMap(({ group, version, resources: recorded }) => recorded.map((resource) => resourceCase(group, version, resource)))
    return { cases: [...resources, ...Object.entries(unaggregated).flatMap(([where, recorded]) => legacyCase(where, recorded))].filter(({ kind }) => wanted(kind)) }
  },
}

function resourceCase(group: string, version: string, recorded: RecordedResource): CaseResult {
  const ours = builtIn.all.find((one) => one.group === group && one.version === version && one.resource === recorded.resource)
  const shown = ours === undefined ? undefined : shownResource(ours)
  const faults = differences(recorded, shown, '')
  return { id: `${group}/${version}/${recorded.resource}`, kind: recorded.kind, object: faults.length === 0, difference: faults }
}

function shownResource({ resource, kind, namespaced, singular, verbs, shortNames, categories, subresources }: (typeof builtIn.all)[number]) {
  return { resource, kind, scope: namespaced ? 'Namespaced' : 'Cluster', singular, verbs, ...(shortNames && { shortNames }), ...(categories && { categories }), ...(subresources && { subresources }) }
}

function legacyCase(where: string, recorded: unknown): CaseResult[] {
  const ours = legacyAnswer(where)
  if (ours === undefined) return []
  const faults = differences(withoutHashes(recorded), withoutHashes(ours), where)
  return [{ id: where, kind: '', object: faults.length === 0, difference: faults }]
}

function legacyAnswer(where: string): unknown {
  if (where === '/api') return apiVersions()
  if (where === '/apis') return apiGroupList(builtIn)
  const [, root, first = '', second = ''] = where.split('/')
  if (root === 'api') return apiResourceList(builtIn, '', first)
  return second === '' ? undefined : apiResourceList(builtIn, first, second)
}

/** Storage hashes and the server's address are no behaviour. */
function withoutHashes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutHashes)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (key === 'storageVersionHash' || key === 'serverAddressByClientCIDRs' ? [] : [[key, withoutHashes(item)]])))
}
