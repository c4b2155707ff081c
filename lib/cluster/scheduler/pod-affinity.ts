import type { Pod, PodAffinityTerm } from '@/lib/kube/core/v1.generated'
import { matchesSelector } from '@/lib/kube/labels'
import { objectKey } from '@/lib/kube/object'
import type { Working } from '../working/working'
import type { Refusal } from './filter'
import type { NodeInfo } from './node-info'

/** Required Pod affinity and anti-affinity, of the Pod and of those already placed (plugins/interpodaffinity). */
export function filterPodAffinity(working: Working, pod: Pod, info: NodeInfo, nodes: readonly NodeInfo[]): Refusal | undefined {
  const wanted = pod.spec.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []
  if (!wanted.every((term) => attracts(working, pod, term, info, nodes))) return refusal("node(s) didn't match pod affinity rules", true)
  const refused = pod.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []
  if (refused.some((term) => hasMatch(working, pod, term, info, nodes))) return refusal("node(s) didn't match pod anti-affinity rules", false)
  if (isRefusedByOthers(working, pod, info, nodes)) return refusal("node(s) didn't satisfy existing pods anti-affinity rules", false)
  return undefined
}

function refusal(reason: string, final: boolean): Refusal {
  return { plugin: 'InterPodAffinity', reasons: [reason], final }
}

/** The first Pod of a group that wants to be together may go anywhere. */
function attracts(working: Working, pod: Pod, term: PodAffinityTerm, info: NodeInfo, nodes: readonly NodeInfo[]): boolean {
  if (info.node.metadata.labels?.[term.topologyKey] === undefined) return false
  if (hasMatch(working, pod, term, info, nodes)) return true
  const none = !nodes.some((other) => other.pods.some((placed) => matches(working, pod, term, placed)))
  return none && matches(working, pod, term, pod)
}

function hasMatch(working: Working, pod: Pod, term: PodAffinityTerm, info: NodeInfo, nodes: readonly NodeInfo[]): boolean {
  return sameDomain(term.topologyKey, info, nodes).some((other) => other.pods.some((placed) => matches(working, pod, term, placed)))
}

function isRefusedByOthers(working: Working, pod: Pod, info: NodeInfo, nodes: readonly NodeInfo[]): boolean {
  return repellingOf(nodes).some((other) =>
    other.repelling.some((placed) =>
      (placed.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).some(
        (term) => isSameDomain(term.topologyKey, info, other) && matches(working, placed, term, pod),
      ),
    ),
  )
}

const knownRepelling = new WeakMap<readonly NodeInfo[], readonly NodeInfo[]>()

/** The nodes with Pods that keep others away, found once for all the nodes that a Pod is tried on. */
function repellingOf(nodes: readonly NodeInfo[]): readonly NodeInfo[] {
  let repelling = knownRepelling.get(nodes)
  if (repelling === undefined) {
    repelling = nodes.filter((info) => info.repelling.length > 0)
    knownRepelling.set(nodes, repelling)
  }
  return repelling
}

/** Weights of preferred terms: what speaks for a node less what speaks against it. */
export function preferredPodWeight(working: Working, pod: Pod, info: NodeInfo, nodes: readonly NodeInfo[]): number {
  const count = (term: PodAffinityTerm) => sameDomain(term.topologyKey, info, nodes).reduce((sum, other) => sum + other.pods.filter((placed) => matches(working, pod, term, placed)).length, 0)
  const towards = pod.spec.affinity?.podAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
  const away = pod.spec.affinity?.podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
  const sum = (terms: typeof towards) => terms.reduce((total, { weight, podAffinityTerm }) => total + weight * count(podAffinityTerm), 0)
  return sum(towards) - sum(away)
}

function sameDomain(topologyKey: string, info: NodeInfo, nodes: readonly NodeInfo[]): readonly NodeInfo[] {
  return nodes.filter((other) => isSameDomain(topologyKey, info, other))
}

function isSameDomain(topologyKey: string, a: NodeInfo, b: NodeInfo): boolean {
  const domain = a.node.metadata.labels?.[topologyKey]
  return domain !== undefined && b.node.metadata.labels?.[topologyKey] === domain
}

function matches(working: Working, owner: Pod, term: PodAffinityTerm, other: Pod): boolean {
  return inNamespaces(working, owner, term, other.metadata.namespace ?? '') && matchesSelector(term.labelSelector, other.metadata.labels)
}

function inNamespaces(working: Working, owner: Pod, term: PodAffinityTerm, namespace: string): boolean {
  if ((term.namespaces ?? []).length === 0 && term.namespaceSelector === undefined) return namespace === owner.metadata.namespace
  if (term.namespaces?.includes(namespace) === true) return true
  return term.namespaceSelector !== undefined && matchesSelector(term.namespaceSelector, working.get(objectKey('', 'namespaces', '', namespace))?.metadata.labels)
}
