import type { Pod } from '@/lib/kube/core/v1.generated'
import { ageOf, humanDuration } from './age'
import { orElse } from './or-else'
import { summarize, type PodSummary } from './pod-summary'
import type { Cell, Printer, PrintTime } from './printer'

const columns = [
  { name: 'Name' }, { name: 'Ready' }, { name: 'Status' }, { name: 'Restarts' }, { name: 'Age' }, { name: 'IP', wide: true }, { name: 'Node', wide: true },
  { name: 'Nominated Node', wide: true }, { name: 'Readiness Gates', wide: true },
] as const

/** Pods: what `kubectl get pods` calls STATUS is worked out from phase, reasons and containers (printers.go printPod). */
export const podPrinter: Printer = {
  columns,
  cells: (object, time) => podCells(object as unknown as Pod, time),
  conditions: (object) => {
    const { phase } = (object as unknown as Pod).status ?? {}
    if (phase === 'Succeeded') return [{ type: 'Completed', status: 'True', reason: 'Succeeded', message: 'The pod has completed successfully.' }]
    return phase === 'Failed' ? [{ type: 'Completed', status: 'True', reason: 'Failed', message: 'The pod failed.' }] : undefined
  },
}

function podCells(pod: Pod, time: PrintTime): Cell[] {
  const { metadata, spec, status = {} } = pod
  const summary = summarize(pod)
  return [
    metadata.name,
    `${String(summary.ready)}/${String(summary.total)}`,
    summary.reason,
    restartsText(summary, time),
    ageOf(metadata.creationTimestamp, time),
    orElse(status.podIPs?.[0]?.ip, orElse(status.podIP, '<none>')),
    orElse(spec.nodeName, '<none>'),
    orElse(status.nominatedNodeName, '<none>'),
    gatesText(pod),
  ]
}

function gatesText({ spec: { readinessGates = [] }, status }: Pod): string {
  if (readinessGates.length === 0) return '<none>'
  const fulfilled = readinessGates.filter(({ conditionType }) => status?.conditions?.some((condition) => condition.type === conditionType && condition.status === 'True') === true)
  return `${String(fulfilled.length)}/${String(readinessGates.length)}`
}

function restartsText({ restarts, lastRestart }: PodSummary, { nowMs }: PrintTime): string {
  if (restarts === 0 || lastRestart === '') return String(restarts)
  return `${String(restarts)} (${humanDuration(nowMs - Date.parse(lastRestart))} ago)`
}
