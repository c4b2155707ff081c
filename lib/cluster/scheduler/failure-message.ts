import type { Refusal } from './filter'

/** `0/3 nodes are available: 1 node(s) were unschedulable, 2 Insufficient cpu.` (framework FitError): reasons counted and sorted as text. */
export function refusalMessage(refusals: readonly Refusal[]): string {
  if (refusals.length === 0) return 'no nodes available to schedule pods'
  return `0/${refusals.length} nodes are available: ${counted(refusals.flatMap((refusal) => refusal.reasons))}.`
}

/** What is added when preemption found nobody to make room. */
export function preemptionMessage(refusals: readonly Refusal[]): string {
  if (refusals.length === 0) return ''
  const reasons = refusals.map((refusal) => (refusal.final ? 'Preemption is not helpful for scheduling' : 'No preemption victims found for incoming pod'))
  return ` no new claims to deallocate, preemption: 0/${refusals.length} nodes are available: ${counted(reasons)}.`
}

function counted(reasons: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts.entries()]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(', ')
}

/** What no node can help: that preemption had nothing to look at is said too (a state of the DynamicResources plugin that was not found). */
export function unplaceableMessage(nodes: number, why: string): string {
  return `0/${nodes} nodes are available: ${why}. not found`
}
