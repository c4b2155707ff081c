import type { ApiResource } from '../resources'

/** Resources that the server's database knows by an older name. */
const olderNames: Readonly<Record<string, string | undefined>> = {
  '/services': 'services/specs',
  '/endpoints': 'services/endpoints',
  '/nodes': 'minions',
  '/replicationcontrollers': 'controllers',
  'networking.k8s.io/ingresses': 'ingress',
}

/** Where the real server stores an object; errors of its database say so: `/pods/default/web`. */
export function storageKey({ group, resource, namespaced }: ApiResource, namespace: string, name: string): string {
  return ['', olderNames[`${group}/${resource}`] ?? resource, ...(namespaced ? [namespace] : []), name].join('/')
}
