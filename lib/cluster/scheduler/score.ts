import type { Pod } from '@/lib/kube/core/v1.generated'
import { controllerOf } from '../controllers/claim'
import type { Working } from '../working/working'
import { preferredNodeWeight } from './node-affinity'
import { podNeeds, type NodeInfo } from './node-info'
import { preferredPodWeight } from './pod-affinity'
import { tolerates } from './taints'
import { spreadCount } from './topology-spread'

/** Weights of the default profile. */
const weights = { leastAllocated: 1, balanced: 1, spread: 2, podAffinity: 2, nodeAffinity: 2, taints: 3 }

/** The best of the nodes that fit; among equals the cluster's seed decides, as chance does in Kubernetes. */
export function pickNode(working: Working, pod: Pod, fitting: readonly NodeInfo[], nodes: readonly NodeInfo[]): NodeInfo | undefined {
  const scores = scoreNodes(working, pod, fitting, nodes)
  const best = Math.max(...scores)
  const equals = fitting.filter((_, i) => scores[i] === best)
  return equals[equals.length > 1 ? Math.floor(working.random() * equals.length) : 0]
}

/** Points by node, in the nodes' order. */
export function scoreNodes(working: Working, pod: Pod, fitting: readonly NodeInfo[], nodes: readonly NodeInfo[]): number[] {
  const own = podNeeds(pod).nonZero
  const owner = controllerOf(pod)?.uid
  const spread = fewest(fitting.map((info) => spreadCount(pod, info, nodes, owner)))
  const hasPodPreferences = pod.spec.affinity?.podAffinity !== undefined || pod.spec.affinity?.podAntiAffinity !== undefined
  const podAffinity = scaled(hasPodPreferences ? fitting.map((info) => preferredPodWeight(working, pod, info, nodes)) : fitting.map(() => 0))
  const nodeAffinity = most(fitting.map((info) => preferredNodeWeight(pod, info.node)))
  const taints = fewest(fitting.map((info) => preferNoSchedule(pod, info)))
  return fitting.map((info, i) => {
    const cpu = share(info.nonZero.cpu + own.cpu, info.allocatable['cpu'])
    const memory = share(info.nonZero.memory + own.memory, info.allocatable['memory'])
    return (
      weights.leastAllocated * Math.floor((Math.floor((1 - cpu) * 100) + Math.floor((1 - memory) * 100)) / 2) +
      weights.balanced * Math.floor((1 - Math.abs(cpu - memory) / 2) * 100) +
      weights.spread * (spread[i] ?? 0) +
      weights.podAffinity * (podAffinity[i] ?? 0) +
      weights.nodeAffinity * (nodeAffinity[i] ?? 0) +
      weights.taints * (taints[i] ?? 0)
    )
  })
}

function share(amount: number, of: number | undefined): number {
  return of === undefined || of === 0 ? 1 : Math.min(1, amount / of)
}

function preferNoSchedule(pod: Pod, { node }: NodeInfo): number {
  const taints = (node.spec.taints ?? []).filter((taint) => taint.effect === 'PreferNoSchedule')
  return taints.filter((taint) => !(pod.spec.tolerations ?? []).some((toleration) => tolerates(toleration, taint))).length
}

/** 100 for the largest, 0 for none. */
function most(counts: readonly number[]): number[] {
  const max = Math.max(...counts)
  return counts.map((count) => (max === 0 ? 0 : Math.floor((count * 100) / max)))
}

/** 100 for the smallest, less in proportion for others. */
function fewest(counts: readonly number[]): number[] {
  const max = Math.max(...counts)
  const min = Math.min(...counts)
  return counts.map((count) => (max === 0 ? 100 : Math.floor(((max + min - count) * 100) / max)))
}

function scaled(values: readonly number[]): number[] {
  const max = Math.max(...values)
  const min = Math.min(...values)
  return values.map((value) => (max === min ? 0 : Math.floor(((value - min) * 100) / (max - min))))
}
