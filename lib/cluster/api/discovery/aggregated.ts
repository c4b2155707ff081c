import type { Reply } from '../context'
import type { ApiRequest } from '../request'
import type { ApiResource, ServedResources } from '../resources'

/** All of discovery in one answer, for clients that accept it (KEP-3352). Undefined for those that don't. */
export function aggregatedDiscovery(served: ServedResources, request: ApiRequest, part: 'core' | 'groups'): Reply | undefined {
  const version = /as=APIGroupDiscoveryList/.test(request.headers?.['accept'] ?? '') ? wantedVersion(request.headers?.['accept'] ?? '') : undefined
  if (version === undefined) return undefined
  const names = part === 'core' ? [''] : served.groups()
  const items = names.map((group) => ({ metadata: { name: group, creationTimestamp: null }, versions: served.versionsOf(group).map((one) => discovered(served, group, one)) }))
  const object = { kind: 'APIGroupDiscoveryList', apiVersion: `apidiscovery.k8s.io/${version}`, metadata: {}, items }
  return { status: 200, object, contentType: `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList` }
}

function wantedVersion(accept: string): 'v2' | 'v2beta1' | undefined {
  for (const media of accept.split(',')) {
    if (!media.includes('as=APIGroupDiscoveryList')) continue
    if (/v=v2(?![a-z0-9])/.test(media)) return 'v2'
    if (media.includes('v=v2beta1')) return 'v2beta1'
  }
  return undefined
}

function discovered(served: ServedResources, group: string, version: string) {
  const resources = served.all.filter((resource) => resource.group === group && resource.version === version)
  return { version, resources: resources.map(discoveredResource), freshness: 'Current' }
}

function discoveredResource({ group, version, kind, resource, namespaced, singular, verbs, shortNames, categories, subresources }: ApiResource) {
  return {
    resource,
    responseKind: { group, version, kind },
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singular,
    verbs,
    ...(shortNames === undefined ? {} : { shortNames }),
    ...(categories === undefined ? {} : { categories }),
    ...(subresources === undefined
      ? {}
      : { subresources: subresources.map((sub) => ({ subresource: sub.subresource, responseKind: { group: sub.group, version: sub.version, kind: sub.kind }, verbs: sub.verbs })) }),
  }
}
