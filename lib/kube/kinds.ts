import { controllerRevision } from './apps/controllerrevision'
import { deployment } from './apps/deployment'
import { replicaSet } from './apps/replicaset'
import { lease } from './coordination/lease'
import { configMap } from './core/configmap'
import { endpoints } from './core/endpoints'
import { namespace } from './core/namespace'
import { node } from './core/node'
import { pod } from './core/pod'
import { secret } from './core/secret'
import { service } from './core/service'
import { serviceAccount } from './core/service-account'
import { endpointSlice } from './discovery/endpoint-slice'
import type { KindDefinition } from './kind'
import { rareKind as rare } from './rare/rare-kind'

const kinds: readonly KindDefinition[] = [
  pod, deployment, replicaSet, rare('statefulSet'), rare('daemonSet'), controllerRevision, rare('job'), rare('cronJob'), service, namespace,
  node, configMap, secret, serviceAccount, endpoints, endpointSlice, rare('coreEvent'), rare('eventsEvent'),
  rare('horizontalPodAutoscaler'), rare('horizontalPodAutoscalerV1'), rare('podDisruptionBudget'), rare('ingress'), rare('ingressClass'),
  rare('networkPolicy'), rare('role'), rare('roleBinding'), rare('clusterRole'), rare('clusterRoleBinding'), rare('persistentVolume'), rare('persistentVolumeClaim'),
  rare('storageClass'), rare('priorityClass'), rare('resourceQuota'), rare('limitRange'), lease, rare('httpRoute'), rare('gateway'), rare('gatewayClass'),
]

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
