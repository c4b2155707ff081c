import type { Status } from '@/lib/kube/meta/v1.generated'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { badRequest } from '@/lib/kube/status-error'
import type { LogOptions } from '../api/subresources/pod-runtime'
import type { Working } from '../working/working'
import { runtimeOf, type ContainerRuntime } from './runtime'

type Lines = ContainerRuntime['log']
type Found = { readonly lines: Lines } | { readonly text: string } | { readonly failure: Status }

/** A container's log as its kubelet serves it: what the running process said, or the one before it (`previous`). */
export function readLog(working: Working, pod: Pod, options: LogOptions): { readonly text: string } | { readonly failure: Status } {
  const container = runtimeOf(working, pod.metadata.uid)?.containers.find((candidate) => candidate.name === options.container)
  const found = container === undefined ? { failure: waitingToStart(pod, options.container, 'ContainerCreating') } : options.previous ? previousLog(pod, container) : currentLog(pod, container)
  return 'lines' in found ? { text: printed(working, found.lines, options) } : found
}

function currentLog(pod: Pod, container: ContainerRuntime): Found {
  if (container.phase === 'running' || container.phase === 'ended' || container.starts > 0) return { lines: container.log }
  const reason = container.phase === 'starting' || container.phase === 'pulling' ? 'ContainerCreating' : container.waitingReason
  return { failure: waitingToStart(pod, container.name, reason) }
}

/** The kubelet keeps one dead container of each: while the newest is dead too, the one before it is gone (pkg/kubelet/container garbage collection). */
function previousLog(pod: Pod, container: ContainerRuntime): Found {
  if (container.last === undefined) return { failure: badRequest(`previous terminated container "${container.name}" in pod "${pod.metadata.name}" not found`) }
  if (container.phase === 'running') return { lines: container.previousLog }
  if (container.phase === 'ended') return { text: `unable to retrieve container logs for ${container.last.containerID}` }
  return { lines: container.log }
}

/** pkg/kubelet/kubelet_pods.go validateContainerLogStatus. */
function waitingToStart(pod: Pod, name: string, reason: string): Status {
  const why = { ErrImagePull: "image can't be pulled", ImagePullBackOff: 'trying and failing to pull image' }[reason] ?? reason
  return badRequest(`container "${name}" in pod "${pod.metadata.name}" is waiting to start: ${why}`)
}

function printed(working: Working, lines: Lines, { tailLines, sinceSeconds, sinceTime, timestamps, limitBytes }: LogOptions): string {
  const since = sinceSeconds !== undefined ? working.now - sinceSeconds * 1000 : sinceTime !== undefined ? Date.parse(sinceTime) - working.epochMs : -Infinity
  const said = lines.filter((line) => line.at >= since && line.at <= working.now)
  const kept = tailLines === undefined ? said : tailLines === 0 ? [] : said.slice(-tailLines)
  const text = kept.map(({ at, line }) => `${timestamps ? `${new Date(working.epochMs + at).toISOString().slice(0, -1)}000000Z ` : ''}${line}\n`).join('')
  return limitBytes === undefined ? text : text.slice(0, limitBytes)
}
