import data from './resources.generated.json'

/** A path below an object, as discovery shows it. */
export interface Subresource {
  readonly subresource: string
  readonly kind: string
  readonly group: string
  readonly version: string
  readonly verbs: readonly string[]
}

/** One resource of one version of a group, as discovery shows it. */
export interface ApiResource {
  readonly group: string
  readonly version: string
  readonly resource: string
  readonly kind: string
  readonly singular: string
  readonly namespaced: boolean
  readonly verbs: readonly string[]
  readonly shortNames?: readonly string[]
  readonly categories?: readonly string[]
  readonly subresources?: readonly Subresource[]
}

/** Every resource the API server serves, in discovery's order. */
export const apiResources: readonly ApiResource[] = data

const byPath = new Map(apiResources.map((resource) => [`${resource.group}/${resource.version}/${resource.resource}`, resource]))
const byKind = new Map(apiResources.map((resource) => [`${resource.group}/${resource.version}/${resource.kind}`, resource]))

export function apiResource(group: string, version: string, resource: string): ApiResource | undefined {
  return byPath.get(`${group}/${version}/${resource}`)
}

export function apiResourceOfKind(group: string, version: string, kind: string): ApiResource | undefined {
  return byKind.get(`${group}/${version}/${kind}`)
}

/** `v1`, `apps/v1`. */
export function groupVersion({ group, version }: { readonly group: string; readonly version: string }): string {
  return group === '' ? version : `${group}/${version}`
}

/** Versions of a group in the server's order of preference; empty for an unknown group. */
export function versionsOf(group: string): readonly string[] {
  return [...new Set(apiResources.filter((resource) => resource.group === group).map((resource) => resource.version))]
}

/** Every group but core, in discovery's order. */
export function groups(): readonly string[] {
  return [...new Set(apiResources.map((resource) => resource.group))].filter((group) => group !== '')
}
