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

const verbs = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch']

function customResource(resource: string, kind: string, namespaced: boolean, shortNames: readonly string[]): ApiResource {
  const group = 'gateway.networking.k8s.io'
  const subresources = [{ subresource: 'status', kind, group, version: 'v1', verbs: ['get', 'patch', 'update'] }]
  return { group, version: 'v1', resource, kind, singular: kind.toLowerCase(), namespaced, verbs, ...(shortNames.length === 0 ? {} : { shortNames }), categories: ['gateway-api'], subresources }
}

/** The Gateway API as its custom resource definitions serve it (1.6, standard channel). */
const gatewayResources: readonly ApiResource[] = [
  customResource('gatewayclasses', 'GatewayClass', false, ['gc']),
  customResource('gateways', 'Gateway', true, ['gtw']),
  customResource('httproutes', 'HTTPRoute', true, []),
]

/** What one API server serves, in discovery's order. */
export class ServedResources {
  readonly all: readonly ApiResource[]
  readonly #byPath: ReadonlyMap<string, ApiResource>
  readonly #byKind: ReadonlyMap<string, ApiResource>
  readonly #versions = new Map<string, string[]>()

  constructor(all: readonly ApiResource[]) {
    this.all = all
    this.#byPath = new Map(all.map((resource) => [`${resource.group}/${resource.version}/${resource.resource}`, resource]))
    this.#byKind = new Map(all.map((resource) => [`${resource.group}/${resource.version}/${resource.kind}`, resource]))
    for (const { group, version } of all) {
      const known = this.#versions.get(group)
      if (known === undefined) this.#versions.set(group, [version])
      else if (!known.includes(version)) known.push(version)
    }
  }

  get(group: string, version: string, resource: string): ApiResource | undefined {
    return this.#byPath.get(`${group}/${version}/${resource}`)
  }

  ofKind(group: string, version: string, kind: string): ApiResource | undefined {
    return this.#byKind.get(`${group}/${version}/${kind}`)
  }

  /** Versions of a group in the server's order of preference; empty for an unknown group. */
  versionsOf(group: string): readonly string[] {
    return this.#versions.get(group) ?? []
  }

  /** Every group but core, in discovery's order. */
  groups(): readonly string[] {
    return [...this.#versions.keys()].filter((group) => group !== '')
  }
}

/** What a fresh server serves. */
export const builtIn = new ServedResources(data)
const withGateways = new ServedResources([...builtIn.all, ...gatewayResources])

/** What a cluster's API server serves. */
export function servedBy({ gatewayApi }: { readonly gatewayApi: boolean }): ServedResources {
  return gatewayApi ? withGateways : builtIn
}

/** `v1`, `apps/v1`. */
export function groupVersion({ group, version }: { readonly group: string; readonly version: string }): string {
  return group === '' ? version : `${group}/${version}`
}
