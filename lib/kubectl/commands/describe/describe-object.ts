import { ageOf } from '@/lib/cluster/api/tables/age'
import type { ResourceMapping } from '../../resources'
import { clock, type Invocation, type Running } from '../../command'
import type { JsonObject } from '../../json'
import { alignTabs } from '../../print/tab-writer'
import { escapeTerminal } from '../../print/terminal'
import { autoscalerLines } from './autoscaler'
import { claimLines } from './claim'
import { configMapLines, secretLines } from './config'
import { eventLines } from './events'
import { text } from './fields'
import { cronJobLines, jobLines } from './jobs'
import { limitRangeLines, namespaceLines, quotaLines } from './namespace'
import { networkPolicyLines } from './network-policy'
import { ingressClassLines, ingressLines, ipAddressLines, serviceCidrLines } from './networking'
import { nodeLines } from './node'
import { podLines } from './pod'
import { budgetLines, priorityClassLines } from './policies'
import { bindingLines, roleLines, serviceAccountLines } from './rbac'
import { endpointSliceLines, endpointsLines, serviceLines } from './service'
import { persistentVolumeLines, storageClassLines } from './storage'
import { unstructuredLines } from './unstructured'
import { daemonSetLines, deploymentLines, replicaSetLines, replicationControllerLines, statefulSetLines } from './workloads'

type Describer = (invocation: Invocation, object: JsonObject) => Running<string[]>

function plain(lines: (object: JsonObject) => string[]): Describer {
  return function* (_, object) {
    yield* []
    return lines(object)
  }
}

function* describePod(_: Invocation, object: JsonObject): Running<string[]> {
  const { nowMs, epochMs } = yield* clock()
  return podLines(object, ageOf(text(object, 'metadata', 'deletionTimestamp'), { nowMs: epochMs + nowMs }))
}

/** Kinds with words of their own; all others are shown field by field. */
const describers: Readonly<Record<string, Describer | undefined>> = {
  Pod: describePod,
  Deployment: deploymentLines,
  ReplicaSet: replicaSetLines,
  ReplicationController: replicationControllerLines,
  StatefulSet: statefulSetLines,
  DaemonSet: daemonSetLines,
  Job: plain(jobLines),
  CronJob: plain(cronJobLines),
  Service: serviceLines,
  Endpoints: plain(endpointsLines),
  EndpointSlice: plain(endpointSliceLines),
  ConfigMap: plain(configMapLines),
  Secret: plain(secretLines),
  Namespace: namespaceLines,
  ResourceQuota: plain(quotaLines),
  LimitRange: plain(limitRangeLines),
  Role: plain(roleLines),
  ClusterRole: plain(roleLines),
  RoleBinding: plain(bindingLines),
  ClusterRoleBinding: plain(bindingLines),
  ServiceAccount: plain(serviceAccountLines),
  Ingress: ingressLines,
  NetworkPolicy: plain(networkPolicyLines),
  HorizontalPodAutoscaler: plain(autoscalerLines),
  PodDisruptionBudget: plain(budgetLines),
  PriorityClass: plain(priorityClassLines),
  IngressClass: plain(ingressClassLines),
  ServiceCIDR: plain(serviceCidrLines),
  IPAddress: plain(ipAddressLines),
  PersistentVolume: persistentVolumeLines,
  PersistentVolumeClaim: claimLines,
  StorageClass: plain(storageClassLines),
  Node: nodeLines,
}

const withoutEvents = new Set(['Secret', 'Namespace', 'ResourceQuota', 'LimitRange', 'Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding', 'NetworkPolicy'])

/** One object in words and, where its kind shows them and they are wanted, its events. Ends in a line end. */
export function* describeObject(invocation: Invocation, definition: ResourceMapping, object: JsonObject, withEvents: boolean): Running<string> {
  const lines = yield* (describers[definition.kind] ?? plain(unstructuredLines))(invocation, object)
  const events = withEvents && !withoutEvents.has(definition.kind) ? yield* eventLines(invocation, definition.kind, object) : []
  return `${escapeTerminal(alignTabs([...lines, ...events].join('\n')))}\n`
}
