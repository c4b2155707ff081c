import type { ContainerStatus, Pod } from '@/lib/kube/core/v1.generated'
import { ageOf, humanDuration } from './age'
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
  const gates = spec.readinessGates ?? []
  const fulfilled = gates.filter(({ conditionType }) => status.conditions?.some((condition) => condition.type === conditionType && condition.status === 'True') === true).length
  const ips = status.podIPs ?? []
  return [
    metadata.name,
    `${String(summary.ready)}/${String(summary.total)}`,
    summary.reason,
    restartsText(summary, time),
    ageOf(metadata.creationTimestamp, time),
    (ips[0]?.ip ?? '') === '' ? (status.podIP ?? '<none>') || '<none>' : (ips[0]?.ip ?? '<none>'),
    (spec.nodeName ?? '') === '' ? '<none>' : (spec.nodeName ?? ''),
    (status.nominatedNodeName ?? '') === '' ? '<none>' : (status.nominatedNodeName ?? ''),
    gates.length === 0 ? '<none>' : `${String(fulfilled)}/${String(gates.length)}`,
  ]
}

interface Summary {
  ready: number
  total: number
  restarts: number
  lastRestart: string
  reason: string
}

function restartsText({ restarts, lastRestart }: Summary, { nowMs }: PrintTime): string {
  if (restarts === 0 || lastRestart === '') return String(restarts)
  return `${String(restarts)} (${humanDuration(nowMs - Date.parse(lastRestart))} ago)`
}

/** What a Pod is up to in one word, and its containers counted. Also what other parts of kubectl call its status. */
export function summarize(pod: Pod): Summary {
  const { metadata, spec, status = {} } = pod
  const summary: Summary = { ready: 0, total: spec.containers.length, restarts: 0, lastRestart: '', reason: (status.reason ?? '') === '' ? (status.phase ?? '') : (status.reason ?? '') }
  if (status.conditions?.some(({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated') === true) summary.reason = 'SchedulingGated'
  const sidecars = new Set((spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always').map(({ name }) => name))
  summary.total += sidecars.size
  const initializing = countInit(pod, summary, sidecars)
  if (!initializing || isInitialized(pod)) countContainers(pod, summary, initializing)
  if (metadata.deletionTimestamp !== undefined) {
    if (status.reason === 'NodeLost') summary.reason = 'Unknown'
    else if (!isTerminal(status.phase)) summary.reason = 'Terminating'
  }
  return summary
}

function isTerminal(phase: string | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed'
}

function isInitialized({ status }: Pod): boolean {
  return status?.conditions?.some(({ type, status: value }) => type === 'Initialized' && value === 'True') === true
}

/** Init containers run one after another; the first that is not done names the status. */
function countInit({ spec, status = {} }: Pod, summary: Summary, sidecars: ReadonlySet<string>): boolean {
  const count = (spec.initContainers ?? []).length
  let restarts = 0
  for (const [index, container] of (status.initContainerStatuses ?? []).entries()) {
    restarts += container.restartCount
    const sidecar = sidecars.has(container.name)
    if (sidecar) summary.restarts += container.restartCount
    noteRestart(summary, container)
    const { terminated, waiting } = container.state ?? {}
    if (terminated !== undefined && terminated.exitCode === 0) continue
    if (sidecar && container.started === true) {
      if (container.ready) summary.ready++
      continue
    }
    if (terminated !== undefined) summary.reason = `Init:${endReason(terminated)}`
    else if (waiting !== undefined && (waiting.reason ?? '') !== '' && waiting.reason !== 'PodInitializing') summary.reason = `Init:${waiting.reason ?? ''}`
    else summary.reason = `Init:${String(index)}/${String(count)}`
    summary.restarts = restarts
    return true
  }
  return false
}

function endReason({ reason = '', signal = 0, exitCode = 0 }: { readonly reason?: string; readonly signal?: number; readonly exitCode?: number }): string {
  if (reason !== '') return reason
  return signal === 0 ? `ExitCode:${String(exitCode)}` : `Signal:${String(signal)}`
}

function countContainers({ spec, status = {} }: Pod, summary: Summary, initializing: boolean): void {
  if (!initializing) {
    const sidecars = new Set((spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always').map(({ name }) => name))
    summary.restarts = (status.initContainerStatuses ?? []).filter(({ name }) => sidecars.has(name)).reduce((sum, { restartCount }) => sum + restartCount, 0)
    summary.lastRestart = ''
    for (const container of status.initContainerStatuses ?? []) if (sidecars.has(container.name)) noteRestart(summary, container)
  }
  let hasRunning = false
  for (const container of [...(status.containerStatuses ?? [])].reverse()) {
    summary.restarts += container.restartCount
    noteRestart(summary, container)
    const { waiting, terminated, running } = container.state ?? {}
    if ((waiting?.reason ?? '') !== '') summary.reason = waiting?.reason ?? ''
    else if (terminated !== undefined) summary.reason = endReason(terminated)
    else if (container.ready && running !== undefined) {
      hasRunning = true
      summary.ready++
    }
  }
  if (summary.reason === 'Completed' && hasRunning) {
    const ready = status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') === true
    summary.reason = ready ? 'Running' : 'NotReady'
  }
}

function noteRestart(summary: Summary, { lastState }: ContainerStatus): void {
  const finished = lastState?.terminated?.finishedAt ?? ''
  if (finished !== '' && finished > summary.lastRestart) summary.lastRestart = finished
}
