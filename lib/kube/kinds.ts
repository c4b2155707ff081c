import { deployment } from './apps/deployment'
import { replicaSet } from './apps/replicaset'
import { configMap } from './core/configmap'
import { endpoints } from './core/endpoints'
import { namespace } from './core/namespace'
import { node } from './core/node'
import { pod } from './core/pod'
import { secret } from './core/secret'
import { service } from './core/service'
import { serviceAccount } from './core/service-account'
import { defineKind } from './define-kind'
import { endpointSlice } from './discovery/endpoint-slice'
import { coreEvent, eventsEvent } from './events/event'
import type { KindDefinition } from './kind'

const plain: readonly KindDefinition[] = [
  defineKind({ group: 'apps', version: 'v1', kind: 'DaemonSet', resource: 'daemonsets', shortNames: ['ds'], categories: ['all'], definition: 'io.k8s.api.apps.v1.DaemonSet', generation: true, subresources: ['status'] }),
  defineKind({ group: 'apps', version: 'v1', kind: 'StatefulSet', resource: 'statefulsets', shortNames: ['sts'], categories: ['all'], definition: 'io.k8s.api.apps.v1.StatefulSet', generation: true, subresources: ['scale', 'status'] }),
  defineKind({ group: 'apps', version: 'v1', kind: 'ControllerRevision', resource: 'controllerrevisions', definition: 'io.k8s.api.apps.v1.ControllerRevision' }),
  defineKind({ group: 'batch', version: 'v1', kind: 'Job', resource: 'jobs', categories: ['all'], definition: 'io.k8s.api.batch.v1.Job', generation: true, subresources: ['status'] }),
  defineKind({ group: 'batch', version: 'v1', kind: 'CronJob', resource: 'cronjobs', shortNames: ['cj'], categories: ['all'], definition: 'io.k8s.api.batch.v1.CronJob', generation: true, subresources: ['status'] }),
]

const kinds: readonly KindDefinition[] = [pod, deployment, replicaSet, ...plain, service, namespace, node, configMap, secret, serviceAccount, endpoints, endpointSlice, coreEvent, eventsEvent]

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
