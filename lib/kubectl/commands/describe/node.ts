import { isFailure } from '../../failure'
import { call, clock, type Invocation, type Running } from '../../command'
import { isObject, type JsonObject } from '../../json'
import { list, longTime, map, orElse, text } from './fields'
import { annotationLines, labelLines } from './metadata'
import { duration } from './events'
import { formatAmount, percentOf, sumOf, type Amounts } from './amounts'

/** A Node with its conditions, what it has, and what the Pods on it ask for. */
export function* nodeLines(invocation: Invocation, node: JsonObject): Running<string[]> {
  const name = text(node, 'metadata', 'name')
  const response = yield* call(invocation, 'GET', `/api/v1/pods?fieldSelector=${encodeURIComponent(`spec.nodeName=${name},status.phase!=Succeeded,status.phase!=Failed`)}&limit=500`)
  const pods = isFailure(response.body) || !isObject(response.body) ? [] : list(response.body, 'items')
  const { nowMs, epochMs } = yield* clock()
  const taints = list(node, 'spec', 'taints').map((taint) => `${text(taint, 'key')}${text(taint, 'value') === '' ? '' : `=${text(taint, 'value')}`}:${text(taint, 'effect')}`)
  const roles = Object.keys(map(node, 'metadata', 'labels')).flatMap((label) => /^node-role\.kubernetes\.io\/(.+)$/.exec(label)?.[1] ?? [])
  const amounts = (field: string) => Object.entries(map(node, 'status', field)).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `  ${key}:\t${String(value)}`)
  const info = map(node, 'status', 'nodeInfo')
  return [
    `Name:\t${name}`,
    `Roles:\t${orElse(roles.sort().join(','), '<none>')}`,
    ...labelLines(map(node, 'metadata', 'labels')),
    ...annotationLines(map(node, 'metadata', 'annotations')),
    `CreationTimestamp:\t${longTime(text(node, 'metadata', 'creationTimestamp'))}`,
    ...(taints.length === 0 ? ['Taints:\t<none>'] : taints.map((taint, index) => `${index === 0 ? 'Taints:' : ''}\t${taint}`)),
    `Unschedulable:\t${orElse(text(node, 'spec', 'unschedulable'), 'false')}`,
    ...(yield* leaseLines(invocation, name)),
    'Conditions:',
    '  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage',
    '  ----\t------\t-----------------\t------------------\t------\t-------',
    ...list(node, 'status', 'conditions').map((one) => `  ${text(one, 'type')} \t${text(one, 'status')} \t${longTime(text(one, 'lastHeartbeatTime'))} \t${longTime(text(one, 'lastTransitionTime'))} \t${text(one, 'reason')} \t${text(one, 'message')}`),
    'Addresses:',
    ...list(node, 'status', 'addresses').map((address) => `  ${text(address, 'type')}:\t${text(address, 'address')}`),
    'Capacity:',
    ...amounts('capacity'),
    'Allocatable:',
    ...amounts('allocatable'),
    'System Info:',
    ...systemLines(info),
    ...(text(node, 'spec', 'podCIDR') === '' ? [] : [`PodCIDR:\t${text(node, 'spec', 'podCIDR')}`, `PodCIDRs:\t${text(node, 'spec', 'podCIDR')}`]),
    ...podTable(node, pods, epochMs + nowMs),
  ]
}

function* leaseLines(invocation: Invocation, name: string): Running<string[]> {
  const response = yield* call(invocation, 'GET', `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${name}`)
  const lease = isFailure(response.body) || !isObject(response.body) ? {} : response.body
  const renewed = text(lease, 'spec', 'renewTime')
  return ['Lease:', `  HolderIdentity:\t${orElse(text(lease, 'spec', 'holderIdentity'), '<unset>')}`, '  AcquireTime:\t<unset>', `  RenewTime:\t${renewed === '' ? '<unset>' : longTime(renewed)}`]
}

function systemLines(info: JsonObject): string[] {
  const rows = [['Machine ID', 'machineID'], ['System UUID', 'systemUUID'], ['Boot ID', 'bootID'], ['Kernel Version', 'kernelVersion'], ['OS Image', 'osImage'], ['Operating System', 'operatingSystem'], ['Architecture', 'architecture'], ['Container Runtime Version', 'containerRuntimeVersion'], ['Kubelet Version', 'kubeletVersion'], ['Kube-Proxy Version', 'kubeProxyVersion']] as const
  return rows.map(([title, field]) => `  ${title}:\t${text(info, field)}`)
}

function podTable(node: JsonObject, pods: readonly JsonObject[], now: number): string[] {
  const have = (resource: string) => text(node, 'status', 'allocatable', resource)
  const cells = (amounts: Amounts, resource: string) => `${formatAmount(amounts, resource)} (${percentOf(amounts, resource, have(resource))})`
  const rows = pods.map((pod) => {
    const [requests, limits] = [sumOf([pod], 'requests'), sumOf([pod], 'limits')]
    return `  ${text(pod, 'metadata', 'namespace')}\t${text(pod, 'metadata', 'name')}\t\t${cells(requests, 'cpu')}\t${cells(limits, 'cpu')}\t${cells(requests, 'memory')}\t${cells(limits, 'memory')}\t${duration(now - Date.parse(text(pod, 'metadata', 'creationTimestamp')))}`
  })
  const [requests, limits] = [sumOf(pods, 'requests'), sumOf(pods, 'limits')]
  return [
    `Non-terminated Pods:\t(${String(pods.length)} in total)`,
    '  Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge',
    '  ---------\t----\t\t------------\t----------\t---------------\t-------------\t---',
    ...rows,
    'Allocated resources:',
    '  (Total limits may be over 100 percent, i.e., overcommitted.)',
    '  Resource\tRequests\tLimits',
    '  --------\t--------\t------',
    ...['cpu', 'memory', 'ephemeral-storage'].map((resource) => `  ${resource}\t${cells(requests, resource)}\t${cells(limits, resource)}`),
  ]
}
