import { apiServerAddress } from '../../bootstrap/services'
import { groupVersion, type ServedResources } from '../resources'

/** GET /api */
export function apiVersions() {
  return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: `${apiServerAddress}:6443` }] }
}

/** GET /apis */
export function apiGroupList(served: ServedResources) {
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: served.groups().map((group) => apiGroup(served, group, false)) }
}

/** GET /apis/GROUP, or its entry in the list of groups. */
export function apiGroup(served: ServedResources, name: string, alone: boolean) {
  const versions = served.versionsOf(name).map((version) => ({ groupVersion: groupVersion({ group: name, version }), version }))
  return { ...(alone ? { kind: 'APIGroup', apiVersion: 'v1' } : {}), name, versions, preferredVersion: versions[0] }
}

/** GET /api/v1, /apis/GROUP/VERSION: resources and their subresources side by side. */
export function apiResourceList(served: ServedResources, group: string, version: string) {
  const resources = served.all
    .filter((resource) => resource.group === group && resource.version === version)
    .flatMap(({ resource, singular, namespaced, kind, verbs, shortNames, categories, subresources = [] }) => [
      { name: resource, singularName: singular, namespaced, kind, verbs, ...(shortNames === undefined ? {} : { shortNames }), ...(categories === undefined ? {} : { categories }) },
      ...subresources.map((sub) => ({
        name: `${resource}/${sub.subresource}`,
        singularName: '',
        namespaced,
        ...(sub.version === '' || (sub.group === group && sub.version === version) ? {} : { group: sub.group, version: sub.version }),
        kind: sub.kind,
        verbs: sub.verbs,
      })),
    ])
  return { kind: 'APIResourceList', ...(group === '' ? {} : { apiVersion: 'v1' }), groupVersion: groupVersion({ group, version }), resources }
}
