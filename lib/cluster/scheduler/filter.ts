import type { Pod } from '@/lib/kube/core/v1.generated'
import type { Working } from '../working/working'
import { matchesNodeAffinity } from './node-affinity'
import { podNeeds, type NodeInfo } from './node-info'
import { filterPodAffinity } from './pod-affinity'
import { repelling, tolerates, toleratesAll, unschedulableTaint } from './taints'
import { filterSpread } from './topology-spread'
import { filterVolumes } from './volume-binding'

/** Why a node can't take a Pod. `final`: nor could it if other Pods went. */
export interface Refusal {
  readonly plugin: 'NodeUnschedulable' | 'NodeName' | 'TaintToleration' | 'NodeAffinity' | 'NodePorts' | 'NodeResourcesFit' | 'VolumeBinding' | 'PodTopologySpread' | 'InterPodAffinity'
  readonly reasons: readonly string[]
  readonly final: boolean
}

/** The first plugin's refusal, in the default profile's order; undefined where the Pod fits. */
export function filterNode(working: Working, pod: Pod, info: NodeInfo, nodes: readonly NodeInfo[]): Refusal | undefined {
  return (
    filterNodeItself(pod, info) ??
    filterPorts(pod, info) ??
    filterResources(pod, info) ??
    filterVolumes(working, pod, info) ??
    filterSpread(pod, info, nodes) ??
    filterPodAffinity(working, pod, info, nodes)
  )
}

function filterNodeItself(pod: Pod, { node }: NodeInfo): Refusal | undefined {
  if (node.spec.unschedulable === true && !(pod.spec.tolerations ?? []).some((toleration) => tolerates(toleration, unschedulableTaint))) {
    return { plugin: 'NodeUnschedulable', reasons: ['node(s) were unschedulable'], final: true }
  }
  if (!toleratesAll(pod, repelling(node.spec.taints))) return { plugin: 'TaintToleration', reasons: ['node(s) had untolerated taint(s)'], final: true }
  if (!matchesNodeAffinity(pod, node)) return { plugin: 'NodeAffinity', reasons: ["node(s) didn't match Pod's node affinity/selector"], final: true }
  return undefined
}

function filterPorts(pod: Pod, info: NodeInfo): Refusal | undefined {
  if (!podNeeds(pod).hostPorts.some((port) => isTaken(port, info.ports))) return undefined
  return { plugin: 'NodePorts', reasons: ["node(s) didn't have free ports for the requested pod ports"], final: false }
}

/** 0.0.0.0 conflicts with every address. */
function isTaken(port: string, taken: ReadonlySet<string>): boolean {
  if (taken.has(port)) return true
  const [protocol = '', address = '', number = ''] = port.split('/')
  if (address !== '0.0.0.0') return taken.has(`${protocol}/0.0.0.0/${number}`)
  return [...taken].some((other) => other.startsWith(`${protocol}/`) && other.endsWith(`/${number}`))
}

function filterResources(pod: Pod, info: NodeInfo): Refusal | undefined {
  const reasons: string[] = []
  let final = false
  if ((info.requested['pods'] ?? 0) + 1 > (info.allocatable['pods'] ?? 0)) reasons.push('Too many pods')
  for (const [name, amount] of Object.entries(podNeeds(pod).requests)) {
    const allocatable = info.allocatable[name] ?? 0
    if (amount === 0 || amount <= allocatable - (info.requested[name] ?? 0)) continue
    reasons.push(`Insufficient ${name}`)
    if (amount > allocatable) final = true
  }
  return reasons.length === 0 ? undefined : { plugin: 'NodeResourcesFit', reasons, final }
}
