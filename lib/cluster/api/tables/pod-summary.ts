import type { ContainerStatus, Pod } from '@/lib/kube/core/v1.generated'
import { orElse } from './or-else'

/** What a row of Pods says of one. */
export interface PodSummary {
  ready: number
  total: number
  restarts: number
  lastRestart: string
  reason: string
}

/** What a Pod is up to in one word, and its containers counted. Also what other parts of kubectl call its status. */
export function summarize(pod: Pod): PodSummary {
  const { metadata, spec, status = {} } = pod
  const sidecars = sidecarsOf(pod)
  const summary: PodSummary = { ready: 0, total: spec.containers.length + sidecars.size, restarts: 0, lastRestart: '', reason: firstReason(pod) }
  const initializing = countInit(pod, summary, sidecars)
  if (!initializing || hasCondition(pod, 'Initialized')) countContainers(pod, summary, initializing ? undefined : sidecars)
  if (metadata.deletionTimestamp === undefined) return summary
  if (status.reason === 'NodeLost') summary.reason = 'Unknown'
  else if (!isTerminal(status.phase)) summary.reason = 'Terminating'
  return summary
}

function firstReason({ status = {} }: Pod): string {
  if (status.conditions?.some(({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated') === true) return 'SchedulingGated'
  return orElse(status.reason, status.phase ?? '')
}

/** Init containers that go on running beside the others. */
function sidecarsOf({ spec: { initContainers = [] } }: Pod): ReadonlySet<string> {
  return new Set(initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always').map(({ name }) => name))
}

function isTerminal(phase: string | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed'
}

function hasCondition({ status }: Pod, wanted: string): boolean {
  return status?.conditions?.some(({ type, status: value }) => type === wanted && value === 'True') === true
}

/** Init containers run one after another; the first that is not done names the status. */
function countInit({ spec, status = {} }: Pod, summary: PodSummary, sidecars: ReadonlySet<string>): boolean {
  const { initContainerStatuses = [] } = status
  let restarts = 0
  for (const [index, container] of initContainerStatuses.entries()) {
    restarts += container.restartCount
    const sidecar = sidecars.has(container.name)
    summary.restarts += sidecar ? container.restartCount : 0
    noteRestart(summary, container)
    if (isDone(container)) continue
    if (!sidecar || container.started !== true) {
      summary.reason = `Init:${initReason(container) ?? `${String(index)}/${String(spec.initContainers?.length ?? 0)}`}`
      summary.restarts = restarts
      return true
    }
    summary.ready += container.ready ? 1 : 0
  }
  return false
}

function isDone({ state }: ContainerStatus): boolean {
  return state?.terminated?.exitCode === 0
}

function initReason({ state }: ContainerStatus): string | undefined {
  const { terminated, waiting } = state ?? {}
  if (terminated !== undefined) return endReason(terminated)
  const reason = orElse(waiting?.reason, 'PodInitializing')
  return reason === 'PodInitializing' ? undefined : reason
}

function endReason({ reason = '', signal = 0, exitCode = 0 }: { readonly reason?: string; readonly signal?: number; readonly exitCode?: number }): string {
  if (reason !== '') return reason
  return signal === 0 ? `ExitCode:${String(exitCode)}` : `Signal:${String(signal)}`
}

/** The containers proper, with the sidecars' restarts; of a Pod that is still initializing those are counted already. */
function countContainers(pod: Pod, summary: PodSummary, sidecars: ReadonlySet<string> | undefined): void {
  if (sidecars !== undefined) countSidecarRestarts(pod, summary, sidecars)
  let hasRunning = false
  for (const container of [...(pod.status?.containerStatuses ?? [])].reverse()) {
    summary.restarts += container.restartCount
    noteRestart(summary, container)
    const reason = reasonOf(container)
    summary.reason = reason ?? summary.reason
    if (reason !== undefined || !isReady(container)) continue
    hasRunning = true
    summary.ready++
  }
  if (summary.reason === 'Completed' && hasRunning) summary.reason = hasCondition(pod, 'Ready') ? 'Running' : 'NotReady'
}

function countSidecarRestarts({ status }: Pod, summary: PodSummary, sidecars: ReadonlySet<string>): void {
  const found = (status?.initContainerStatuses ?? []).filter(({ name }) => sidecars.has(name))
  summary.restarts = found.reduce((sum, { restartCount }) => sum + restartCount, 0)
  summary.lastRestart = ''
  for (const container of found) noteRestart(summary, container)
}

function isReady({ ready, state }: ContainerStatus): boolean {
  return ready && state?.running !== undefined
}

function reasonOf({ state }: ContainerStatus): string | undefined {
  const { waiting, terminated } = state ?? {}
  if ((waiting?.reason ?? '') !== '') return waiting?.reason
  return terminated === undefined ? undefined : endReason(terminated)
}

function noteRestart(summary: PodSummary, { lastState }: ContainerStatus): void {
  const finished = lastState?.terminated?.finishedAt ?? ''
  if (finished !== '' && finished > summary.lastRestart) summary.lastRestart = finished
}
