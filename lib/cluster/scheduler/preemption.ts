import type { Pod } from '@/lib/kube/core/v1.generated'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import { deleteObject } from '../api/operations'
import { recordEvent } from '../events'
import type { Working } from '../working/working'
import { filterNode, type Refusal } from './filter'
import { summarize, type NodeInfo } from './node-info'

/** A node that would take the Pod if these went. */
export interface Candidate {
  readonly info: NodeInfo
  readonly victims: readonly Pod[]
}

/** The node where the least important and fewest Pods would have to go, if there is one (framework/preemption). */
export function findVictims(working: Working, pod: Pod, nodes: readonly NodeInfo[], refusals: readonly Refusal[]): Candidate | undefined {
  if (pod.spec.preemptionPolicy === 'Never') return undefined
  const candidates = nodes.flatMap((info, i) => (refusals[i]?.final === false ? victimsOn(working, pod, info, nodes) : []))
  return candidates.sort((a, b) => cost(a) - cost(b) || total(a) - total(b) || a.victims.length - b.victims.length || latestStart(b) - latestStart(a))[0]
}

/** All less important Pods go, and as many as fit come back, the most important first. */
function victimsOn(working: Working, pod: Pod, info: NodeInfo, nodes: readonly NodeInfo[]): Candidate[] {
  const priority = pod.spec.priority ?? 0
  if (info.lowest >= priority) return []
  const lesser = info.pods.filter((other) => (other.spec.priority ?? 0) < priority)
  let kept = info.pods.filter((other) => (other.spec.priority ?? 0) >= priority)
  const fits = (pods: readonly Pod[]) => {
    const tried = summarize(info.node, pods)
    return filterNode(working, pod, tried, nodes.map((other) => (other === info ? tried : other))) === undefined
  }
  if (!fits(kept)) return []
  const victims: Pod[] = []
  for (const other of [...lesser].sort((a, b) => (b.spec.priority ?? 0) - (a.spec.priority ?? 0))) {
    if (fits([...kept, other])) kept = [...kept, other]
    else victims.push(other)
  }
  return [{ info, victims }]
}

function cost({ victims }: Candidate): number {
  return Math.max(...victims.map((pod) => pod.spec.priority ?? 0))
}

function total({ victims }: Candidate): number {
  return victims.reduce((sum, pod) => sum + (pod.spec.priority ?? 0) + 2 ** 31, 0)
}

function latestStart({ victims }: Candidate): number {
  return Math.min(...victims.map((pod) => Date.parse(pod.status?.startTime ?? pod.metadata.creationTimestamp)))
}

/** Marks, tells and deletes the victims. */
export function evictVictims(working: Working, pod: Pod, { info, victims }: Candidate): void {
  for (const victim of victims) {
    const key = objectKey('', 'pods', victim.metadata.namespace ?? '', victim.metadata.name)
    const stored = working.get(key) as Pod | undefined
    if (stored?.metadata.deletionTimestamp !== undefined || stored === undefined) continue
    const condition = {
      type: 'DisruptionTarget',
      status: 'True',
      ...(stored.metadata.generation === undefined ? {} : { observedGeneration: stored.metadata.generation }),
      lastProbeTime: null,
      lastTransitionTime: working.timestamp(),
      reason: 'PreemptionByScheduler',
      message: 'default-scheduler: preempting to accommodate a higher priority pod',
    }
    const conditions = [...(stored.status?.conditions ?? []).filter((present) => present.type !== 'DisruptionTarget'), condition]
    working.put(key, { ...stored, status: { ...stored.status, conditions } } as unknown as KubeObject)
    deleteObject(working, key, { manager: 'kube-scheduler' })
    const message = `Preempted by pod ${pod.metadata.uid} on node ${info.node.metadata.name}`
    recordEvent(working, stored, { type: 'Normal', reason: 'Preempted', message, component: 'default-scheduler', action: 'Preempting' })
  }
}
