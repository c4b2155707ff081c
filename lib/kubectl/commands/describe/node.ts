import { ageOf } from '@/lib/cluster/api/tables/age'
import { isFailure } from '../../failure'
import { call, clock, type Invocation, type Running } from '../../command'
import { isObject, type JsonObject } from '../../json'
import { has, list, longTime, map, orElse, strings, text } from './fields'
import { annotationLines, labelLines } from './metadata'
import { percentOf, sumOf, type Amounts } from './amounts'

/** A Node with its conditions, what it has, and what the Pods on it ask for. */
export function* nodeLines(invocation: Invocation, node: JsonObject): Running<string[]> {
  const name = text(node, 'metadata', 'name')
  const response = yield* call(invocation, 'GET', `/api/v1/pods?fieldSelector=${encodeURIComponent(`spec.nodeName=${name},status.phase!=Succeeded,status.phase!=Failed`)}&limit=500`)
  const pods = isFailure(response.body) || !isObject(response.body) ? undefined : list(response.body, 'items')
  const { nowMs, epochMs } = yield* clock()
  const amounts = (title: string, field: string) => {
    const rows = Object.entries(map(node, 'status', field)).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `  ${key}:\t${String(value)}`)
    return rows.length === 0 ? [] : [`${title}:`, ...rows]
  }
  const info = map(node, 'status', 'nodeInfo')
  return [
    `Name:\t${name}`,
    `Roles:\t${orElse(rolesOf(node).join(','), '<none>')}`,
    ...labelLines(map(node, 'metadata', 'labels')),
    ...annotationLines(map(node, 'metadata', 'annotations')),
    `CreationTimestamp:\t${longTime(text(node, 'metadata', 'creationTimestamp'))}`,
    ...taintLines(list(node, 'spec', 'taints')),
    `Unschedulable:\t${orElse(text(node, 'spec', 'unschedulable'), 'false')}`,
    ...(yield* leaseLines(invocation, name)),
    ...conditionLines(node),
    'Addresses:',
    ...list(node, 'status', 'addresses').map((address) => `  ${text(address, 'type')}:\t${text(address, 'address')}`),
    ...amounts('Capacity', 'capacity'),
    ...amounts('Allocatable', 'allocatable'),
    'System Info:',
    ...systemLines(info),
    ...(has(node, 'spec', 'podCIDR') ? [`PodCIDR:\t${text(node, 'spec', 'podCIDR')}`] : []),
    ...(has(node, 'spec', 'podCIDRs') ? [`PodCIDRs:\t${strings(node, 'spec', 'podCIDRs').join(',')}`] : []),
    ...(has(node, 'spec', 'providerID') ? [`ProviderID:\t${text(node, 'spec', 'providerID')}`] : []),
    ...(pods === undefined ? ['Pods:\tnot authorized'] : podTable(node, pods, epochMs + nowMs)),
  ]
}

/** From labels `node-role.kubernetes.io/ROLE` and `kubernetes.io/role` (kubectl pkg/describe findNodeRoles). */
function rolesOf(node: JsonObject): string[] {
  const roles = Object.entries(map(node, 'metadata', 'labels')).flatMap(([key, value]) => /^node-role\.kubernetes\.io\/(.+)$/.exec(key)?.[1] ?? (key === 'kubernetes.io/role' && value !== '' ? String(value) : []))
  return [...new Set(roles)].sort()
}

function taintLines(taints: readonly JsonObject[]): string[] {
  const order = (taint: JsonObject) => `${text(taint, 'effect')},${text(taint, 'key')}`
  const shown = [...taints].sort((a, b) => (order(a) < order(b) ? -1 : 1)).map((taint) => `${text(taint, 'key')}${text(taint, 'value') === '' ? '' : `=${text(taint, 'value')}`}${text(taint, 'effect') === '' ? '' : `:${text(taint, 'effect')}`}`)
  return shown.length === 0 ? ['Taints:\t<none>'] : shown.map((taint, index) => `${index === 0 ? 'Taints:' : ''}\t${taint}`)
}

function conditionLines(node: JsonObject): string[] {
  const conditions = list(node, 'status', 'conditions')
  if (conditions.length === 0) return []
  const rows = conditions.map((one) => `  ${text(one, 'type')} \t${text(one, 'status')} \t${longTime(text(one, 'lastHeartbeatTime'))} \t${longTime(text(one, 'lastTransitionTime'))} \t${text(one, 'reason')} \t${text(one, 'message')}`)
  return ['Conditions:', '  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage', '  ----\t------\t-----------------\t------------------\t------\t-------', ...rows]
}

function* leaseLines(invocation: Invocation, name: string): Running<string[]> {
  const response = yield* call(invocation, 'GET', `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${name}`)
  if (isFailure(response.body)) return [`Lease:\tFailed to get lease: ${response.body.message ?? ''}`]
  const time = (field: string) => (has(response.body, 'spec', field) ? longTime(text(response.body, 'spec', field)) : '<unset>')
  return ['Lease:', `  HolderIdentity:\t${orElse(text(response.body, 'spec', 'holderIdentity'), '<unset>')}`, `  AcquireTime:\t${time('acquireTime')}`, `  RenewTime:\t${time('renewTime')}`]
}

function systemLines(info: JsonObject): string[] {
  const rows = [['Machine ID', 'machineID'], ['System UUID', 'systemUUID'], ['Boot ID', 'bootID'], ['Kernel Version', 'kernelVersion'], ['OS Image', 'osImage'], ['Operating System', 'operatingSystem'], ['Architecture', 'architecture'], ['Container Runtime Version', 'containerRuntimeVersion'], ['Kubelet Version', 'kubeletVersion']] as const
  return rows.map(([title, field]) => `  ${title}:\t${text(info, field)}`)
}

function podTable(node: JsonObject, pods: readonly JsonObject[], now: number): string[] {
  const have = map(node, 'status', has(node, 'status', 'allocatable') ? 'allocatable' : 'capacity') as Amounts
  const cell = (amounts: Amounts, resource: string) => `${amounts[resource] ?? '0'} (${percentOf(amounts[resource] ?? '0', resource, have[resource] ?? '0')})`
  const rows = pods.map((pod) => {
    const [requests, limits] = [sumOf([pod], 'requests'), sumOf([pod], 'limits')]
    return `  ${text(pod, 'metadata', 'namespace')}\t${text(pod, 'metadata', 'name')}\t\t${cell(requests, 'cpu')}\t${cell(limits, 'cpu')}\t${cell(requests, 'memory')}\t${cell(limits, 'memory')}\t${ageOf(text(pod, 'metadata', 'creationTimestamp'), { nowMs: now })}`
  })
  const [requests, limits] = [sumOf(pods, 'requests'), sumOf(pods, 'limits')]
  const pages = Object.keys(have).filter((name) => name.startsWith('hugepages-')).sort()
  const extended = Object.keys(have).filter((name) => !['cpu', 'memory', 'ephemeral-storage', 'pods', ...pages].includes(name)).sort()
  return [
    `Non-terminated Pods:\t(${String(pods.length)} in total)`,
    '  Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge',
    '  ---------\t----\t\t------------\t----------\t---------------\t-------------\t---',
    ...rows,
    'Allocated resources:',
    '  (Total limits may be over 100 percent, i.e., overcommitted.)',
    '  Resource\tRequests\tLimits',
    '  --------\t--------\t------',
    ...['cpu', 'memory', 'ephemeral-storage', ...pages].map((resource) => `  ${resource}\t${cell(requests, resource)}\t${cell(limits, resource)}`),
    ...extended.map((resource) => `  ${resource}\t${requests[resource] ?? '0'}\t${limits[resource] ?? '0'}`),
  ]
}
