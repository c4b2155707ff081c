import { flagList } from '../../flags'
import type { Invocation } from '../../command'
import type { JsonObject } from '../../json'
import { resourceMappings, type ResourceMapping } from '../../resources'

interface WantedResource {
  readonly resource: string
  readonly group: string
  readonly subresource: string
  /** Whether the server serves it; `*` is every resource. */
  readonly known: boolean
}

/** `--resource=pods,deployments.apps/scale`: short names become long ones, and the group is found. */
export function wantedResources({ flags }: Invocation): readonly WantedResource[] {
  const all: WantedResource[] = []
  for (const word of flagList(flags, 'resource')) {
    const [first = '', ...rest] = word.split('/')
    const subresource = rest.join('/')
    const [name = '', ...groups] = first.split('.')
    const group = groups.join('.')
    const served = name === '*' ? undefined : servedResource(name, group)
    all.push({ resource: served?.resource ?? name, group: served?.group ?? group, subresource, known: name === '*' || served !== undefined })
    if (word === '*') break
  }
  return all
}

function servedResource(name: string, group: string): ResourceMapping | undefined {
  const isNamed = (one: ResourceMapping) => [one.resource, one.singular, ...one.shortNames].includes(name)
  return resourceMappings.find((one) => isNamed(one) && (group === '' || one.group === group))
}

const specialVerbs: Readonly<Record<string, readonly string[] | undefined>> = {
  use: ['podsecuritypolicies.policy', 'podsecuritypolicies.extensions'],
  bind: ['roles.rbac.authorization.k8s.io', 'clusterroles.rbac.authorization.k8s.io'],
  escalate: ['roles.rbac.authorization.k8s.io', 'clusterroles.rbac.authorization.k8s.io'],
  impersonate: ['users', 'serviceaccounts', 'groups', 'userextras.authentication.k8s.io'],
}

/** Why these verbs can't be granted on these resources, as it is printed. */
export function unfitVerb(resources: readonly WantedResource[], verbs: readonly string[]): string | undefined {
  for (const { resource, group, known } of resources) {
    if (resource === '') return 'error: resource must be specified if apiGroup/subresource specified'
    if (resource === '*') return undefined
    const special = verbs.filter((verb) => specialVerbs[verb] !== undefined)
    const unfit = special.find((verb) => specialVerbs[verb]?.includes(group === '' ? resource : `${resource}.${group}`) !== true)
    if (unfit !== undefined) return `error: can not perform '${unfit}' on '${resource}' in group '${group}'`
    if (!known && special.length === 0) return `the server doesn't have a resource type "${resource}"${group === '' ? '' : ` in group "${group}"`}`
  }
  return undefined
}

/** One rule for each group, groups in order. */
export function rulesOf({ flags }: Invocation, verbs: readonly string[], resources: readonly WantedResource[]): readonly JsonObject[] {
  const byGroup = new Map<string, string[]>()
  for (const { resource, group, subresource } of resources) {
    const name = subresource === '' ? resource : `${resource}/${subresource}`
    const names = byGroup.get(group) ?? []
    if (!names.includes(name)) byGroup.set(group, [...names, name])
  }
  const resourceNames = [...new Set(flags.values.get('resource-name') ?? [])]
  return [...byGroup].sort(([a], [b]) => (a < b ? -1 : 1)).map(([group, names]) => ({ verbs, apiGroups: [group], resources: names, ...(resourceNames.length === 0 ? {} : { resourceNames }) }))
}
