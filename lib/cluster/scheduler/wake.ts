import type { Node, PersistentVolumeClaim, Pod } from '@/lib/kube/core/v1.generated'
import { matchesSelector } from '@/lib/kube/labels'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import { claimNamesOf } from '../controllers/volume/match'
import type { Working } from '../working/working'
import type { Refusal } from './filter'
import { matchesNodeAffinity } from './node-affinity'
import { podNeeds } from './node-info'
import { activate, parkedOf } from './queue'
import { repelling, tolerates, toleratesAll, unschedulableTaint } from './taints'

/** What happened that may help a Pod which waits. */
export type News =
  | { readonly what: 'left' | 'placed'; readonly pod: Pod }
  | { readonly what: 'node'; readonly before: Node | undefined; readonly node: Node }
  | { readonly what: 'storage'; readonly object: KubeObject }

const slot = 'scheduler-news'

/** Keeps news for the next look at those that wait; false when nobody does. */
export function noteNews(working: Working, news: News): boolean {
  if (parkedOf(working).size === 0) return false
  working.setSlot(slot, [...working.slot<readonly News[]>(slot, []), news])
  return true
}

/**
 * Tries those again that the news may help: a plugin which refused a Pod names the changes that can make it change its mind (framework
 * EventsToRegister, the queueing hints). They need not sit out their back-off: it is for times when others wait (SchedulerPopFromBackoffQ).
 */
export function wake(working: Working): void {
  const all = working.slot<readonly News[]>(slot, [])
  working.setSlot(slot, [])
  const nominated = working.table<string>('scheduler-nominated')
  for (const [key, { plugins }] of [...parkedOf(working).entries()]) {
    const pod = working.get(key as ObjectKey) as Pod | undefined
    if (pod === undefined) continue
    if (nominated.has(key) || plugins.length === 0 || plugins.some((plugin) => all.some((news) => helps(plugin, pod, news)))) activate(working, key as ObjectKey)
  }
}

function helps(plugin: Refusal['plugin'], pod: Pod, news: News): boolean {
  if (news.what === 'storage') return plugin === 'VolumeBinding' && storageHelps(pod, news.object)
  return news.what === 'node' ? nodeHelps(plugin, pod, news.before, news.node) : podHelps(plugin, pod, news.what, news.pod)
}

/** A claim only helps the Pods that have it. */
function storageHelps(pod: Pod, object: KubeObject): boolean {
  if (object.kind !== 'PersistentVolumeClaim') return true
  const { metadata } = object as PersistentVolumeClaim
  return metadata.namespace === pod.metadata.namespace && claimNamesOf(pod).includes(metadata.name)
}

function nodeHelps(plugin: Refusal['plugin'], pod: Pod, before: Node | undefined, node: Node): boolean {
  if (before === undefined) return true
  switch (plugin) {
    case 'NodeUnschedulable':
      return before.spec.unschedulable === true && (node.spec.unschedulable !== true || (pod.spec.tolerations ?? []).some((toleration) => tolerates(toleration, unschedulableTaint)))
    case 'TaintToleration':
      return before.spec.taints !== node.spec.taints && toleratesAll(pod, repelling(node.spec.taints))
    case 'NodeAffinity':
      return before.metadata.labels !== node.metadata.labels && matchesNodeAffinity(pod, node)
    case 'VolumeBinding':
    case 'InterPodAffinity':
    case 'PodTopologySpread':
      return before.metadata.labels !== node.metadata.labels
    case 'NodeResourcesFit':
      return before.status?.allocatable !== node.status?.allocatable
    default:
      return false
  }
}

function podHelps(plugin: Refusal['plugin'], pod: Pod, what: 'left' | 'placed', other: Pod): boolean {
  switch (plugin) {
    case 'NodeResourcesFit':
      return what === 'left'
    case 'NodePorts':
      return what === 'left' && podNeeds(other).hostPorts.some((port) => podNeeds(pod).hostPorts.some((wanted) => number(wanted) === number(port)))
    case 'InterPodAffinity':
      return what === 'left' ? repels(pod, other) || repels(other, pod) : attracts(pod, other)
    case 'PodTopologySpread':
      return other.metadata.namespace === pod.metadata.namespace && (pod.spec.topologySpreadConstraints ?? []).some(({ labelSelector }) => matchesSelector(labelSelector, other.metadata.labels))
    default:
      return false
  }
}

function repels(pod: Pod, other: Pod): boolean {
  return (pod.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).some(({ labelSelector }) => matchesSelector(labelSelector, other.metadata.labels))
}

function attracts(pod: Pod, other: Pod): boolean {
  return (pod.spec.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).some(({ labelSelector }) => matchesSelector(labelSelector, other.metadata.labels))
}

/** Of a host port as `protocol/address/number`. */
function number(port: string): string {
  return port.slice(port.lastIndexOf('/'))
}
