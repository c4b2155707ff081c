import { defineKind } from './define-kind'
import type { KindDefinition } from './kind'
import { validateDns1123Label } from './names'

const plain: readonly KindDefinition[] = [
  defineKind({ group: '', version: 'v1', kind: 'Pod', resource: 'pods', shortNames: ['po'], categories: ['all'], definition: 'io.k8s.api.core.v1.Pod', generation: true, subresources: ['attach', 'binding', 'ephemeralcontainers', 'eviction', 'exec', 'log', 'portforward', 'proxy', 'resize', 'status'] }),
  defineKind({ group: 'apps', version: 'v1', kind: 'Deployment', resource: 'deployments', shortNames: ['deploy'], categories: ['all'], definition: 'io.k8s.api.apps.v1.Deployment', generation: true, subresources: ['scale', 'status'] }),
  defineKind({ group: 'apps', version: 'v1', kind: 'ReplicaSet', resource: 'replicasets', shortNames: ['rs'], categories: ['all'], definition: 'io.k8s.api.apps.v1.ReplicaSet', generation: true, subresources: ['scale', 'status'] }),
  defineKind({ group: 'apps', version: 'v1', kind: 'DaemonSet', resource: 'daemonsets', shortNames: ['ds'], categories: ['all'], definition: 'io.k8s.api.apps.v1.DaemonSet', generation: true, subresources: ['status'] }),
  defineKind({ group: 'apps', version: 'v1', kind: 'StatefulSet', resource: 'statefulsets', shortNames: ['sts'], categories: ['all'], definition: 'io.k8s.api.apps.v1.StatefulSet', generation: true, subresources: ['scale', 'status'] }),
  defineKind({ group: 'apps', version: 'v1', kind: 'ControllerRevision', resource: 'controllerrevisions', definition: 'io.k8s.api.apps.v1.ControllerRevision' }),
  defineKind({ group: 'batch', version: 'v1', kind: 'Job', resource: 'jobs', categories: ['all'], definition: 'io.k8s.api.batch.v1.Job', generation: true, subresources: ['status'] }),
  defineKind({ group: 'batch', version: 'v1', kind: 'CronJob', resource: 'cronjobs', shortNames: ['cj'], categories: ['all'], definition: 'io.k8s.api.batch.v1.CronJob', generation: true, subresources: ['status'] }),
  defineKind({ group: '', version: 'v1', kind: 'Service', resource: 'services', shortNames: ['svc'], categories: ['all'], definition: 'io.k8s.api.core.v1.Service', subresources: ['proxy', 'status'] }, { nameRule: validateDns1123Label }),
  defineKind({ group: '', version: 'v1', kind: 'Namespace', resource: 'namespaces', shortNames: ['ns'], namespaced: false, definition: 'io.k8s.api.core.v1.Namespace', subresources: ['finalize', 'status'], verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'] }, { nameRule: validateDns1123Label }),
  defineKind({ group: '', version: 'v1', kind: 'Node', resource: 'nodes', shortNames: ['no'], namespaced: false, definition: 'io.k8s.api.core.v1.Node', subresources: ['proxy', 'status'] }),
  defineKind({ group: '', version: 'v1', kind: 'ConfigMap', resource: 'configmaps', shortNames: ['cm'], definition: 'io.k8s.api.core.v1.ConfigMap' }),
  defineKind({ group: '', version: 'v1', kind: 'Secret', resource: 'secrets', definition: 'io.k8s.api.core.v1.Secret' }),
  defineKind({ group: '', version: 'v1', kind: 'ServiceAccount', resource: 'serviceaccounts', shortNames: ['sa'], definition: 'io.k8s.api.core.v1.ServiceAccount', subresources: ['token'] }),
  defineKind({ group: '', version: 'v1', kind: 'Endpoints', resource: 'endpoints', shortNames: ['ep'], definition: 'io.k8s.api.core.v1.Endpoints' }),
  defineKind({ group: 'discovery.k8s.io', version: 'v1', kind: 'EndpointSlice', resource: 'endpointslices', definition: 'io.k8s.api.discovery.v1.EndpointSlice', generation: true }),
  defineKind({ group: '', version: 'v1', kind: 'Event', resource: 'events', shortNames: ['ev'], definition: 'io.k8s.api.core.v1.Event' }),
  defineKind({ group: 'events.k8s.io', version: 'v1', kind: 'Event', resource: 'events', shortNames: ['ev'], definition: 'io.k8s.api.events.v1.Event' }),
]

const kinds: readonly KindDefinition[] = [...plain]

const byResource = new Map(kinds.map((definition) => [`${definition.group}/${definition.resource}/${definition.version}`, definition]))
const preferred = new Map([...kinds].reverse().map((definition) => [`${definition.group}/${definition.resource}`, definition]))
const byKind = new Map(kinds.map((definition) => [`${apiVersionOf(definition)}/${definition.kind}`, definition]))

/** `apps/v1`, or `v1` for core. */
export function apiVersionOf({ group, version }: Pick<KindDefinition, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`
}

/** Every kind of the practice cluster; of a group with several versions the preferred one first. */
export function allKinds(): readonly KindDefinition[] {
  return kinds
}

/** The kind behind a resource (`apps`, `deployments`), in its preferred version unless one is named. */
export function kindByResource(group: string, resource: string, version?: string): KindDefinition | undefined {
  return version === undefined ? preferred.get(`${group}/${resource}`) : byResource.get(`${group}/${resource}/${version}`)
}

/** The kind with that apiVersion (`apps/v1`) and kind (`Deployment`), case-sensitive. */
export function kindOf(apiVersion: string, kind: string): KindDefinition | undefined {
  return byKind.get(`${apiVersion}/${kind}`)
}
