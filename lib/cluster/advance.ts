import type { KubeObject } from '@/lib/kube/object'
import type { Change, Cluster } from './cluster'
import { openCluster } from './open'
import type { SimulationState, Working } from './working/working'

/** Told of every change in order, with the object as it was before. */
export type OnChange = (change: Change, before: KubeObject | undefined) => void

/** Lets simulated time pass until `untilMs`: everything due by then happens, in order. An earlier time than now changes nothing. */
export function advance(cluster: Cluster, untilMs: number, onChange?: OnChange): Cluster {
  if (untilMs <= cluster.now && (nextDueAt(cluster) ?? Infinity) > cluster.now) return cluster
  const working = openCluster(cluster)
  working.onChange = onChange
  runUntil(working, untilMs)
  return working.close()
}

/** The same inside a border call. */
export function runUntil(working: Working, untilMs: number): void {
  while (working.runNext(untilMs)) continue
  working.now = Math.max(working.now, untilMs)
}

/** When the next thing is due, in simulated milliseconds; undefined when the cluster is at rest for good. */
export function nextDueAt(cluster: Cluster): number | undefined {
  const { due } = cluster.simulation as SimulationState
  let next: number | undefined
  for (const { at } of due) if (next === undefined || at < next) next = at
  return next
}
