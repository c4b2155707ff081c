import { controllerRevision } from './apps/controllerrevision'
import { daemonSet } from './apps/daemonset'
import { deployment } from './apps/deployment'
import { replicaSet } from './apps/replicaset'
import { statefulSet } from './apps/statefulset'
import { gateway, gatewayClass, httpRoute } from './gateway/gateway-kinds'
import { horizontalPodAutoscaler, horizontalPodAutoscalerV1 } from './autoscaling/horizontal-pod-autoscaler'
import { cronJob } from './batch/cronjob'
import { job } from './batch/job'
import { lease } from './coordination/lease'
import { configMap } from './core/configmap'
import { endpoints } from './core/endpoints'
import { limitRange } from './core/limit-range'
import { namespace } from './core/namespace'
import { node } from './core/node'
import { persistentVolume } from './core/persistent-volume'
import { persistentVolumeClaim } from './core/persistent-volume-claim'
import { pod } from './core/pod'
import { resourceQuota } from './core/resource-quota'
import { secret } from './core/secret'
import { service } from './core/service'
import { serviceAccount } from './core/service-account'
import { endpointSlice } from './discovery/endpoint-slice'
import { coreEvent, eventsEvent } from './events/event'
import type { KindDefinition } from './kind'
import { ingress } from './networking/ingress'
import { ingressClass } from './networking/ingress-class'
import { networkPolicy } from './networking/network-policy'
import { podDisruptionBudget } from './policy/pod-disruption-budget'
import { clusterRole, role } from './rbac/role'
import { clusterRoleBinding, roleBinding } from './rbac/role-binding'
import { priorityClass } from './scheduling/priority-class'
import { storageClass } from './storage/storage-class'

const kinds: readonly KindDefinition[] = [
  pod, deployment, replicaSet, statefulSet, daemonSet, controllerRevision, job, cronJob, service, namespace,
  node, configMap, secret, serviceAccount, endpoints, endpointSlice, coreEvent, eventsEvent,
  horizontalPodAutoscaler, horizontalPodAutoscalerV1, podDisruptionBudget, ingress, ingressClass,
  networkPolicy, role, roleBinding, clusterRole, clusterRoleBinding, persistentVolume, persistentVolumeClaim,
  storageClass, priorityClass, resourceQuota, limitRange, lease, httpRoute, gateway, gatewayClass,
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
