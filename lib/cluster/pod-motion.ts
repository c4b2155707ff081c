import type { ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { Container, ContainerStatus, Node, Pod } from '@/lib/kube/core/v1.generated'
import { objectKey } from '@/lib/kube/object'
import { runtimeOf } from './kubelet/runtime'
import type { Working } from './working/working'

/** The longest that a known image takes from its start until it listens, with a second to spare. */
const listensWithinMs = 11_000

/** Whether a Pod is starting, stopping or becoming available by itself. One that waits for a back-off, for room or for a lost node is not. */
export function inMotion(working: Working, pod: Pod): boolean {
  if (pod.metadata.deletionTimestamp !== undefined) return isStopping(working, pod)
  const phase = pod.status?.phase
  if (phase === 'Succeeded' || phase === 'Failed') return false
  if (pod.spec.nodeName === undefined) return condition(pod, 'PodScheduled') === undefined
  if (!nodeAnswers(working, pod.spec.nodeName)) return false
  const { containerStatuses, initContainerStatuses = [] } = pod.status ?? {}
  return containerStatuses === undefined || [...initContainerStatuses, ...containerStatuses].some((status) => isCreating(status, pod)) || isSettlingDown(working, pod, containerStatuses)
}

/** Its containers run, and it is not yet what it will be. A process that does not listen yet is still starting, even where no probe asks it. */
function isSettlingDown(working: Working, pod: Pod, statuses: readonly ContainerStatus[]): boolean {
  if (isGoingToListen(working, pod)) return true
  return condition(pod, 'Ready')?.status === 'True' ? isBecomingAvailable(working, pod) : statuses.some((status) => isBecomingReady(working, pod, status))
}

function isStopping(working: Working, pod: Pod): boolean {
  if (pod.spec.nodeName === undefined) return false
  const ended = pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed'
  return nodeAnswers(working, pod.spec.nodeName) && !(ended && (pod.metadata.finalizers?.length ?? 0) > 0)
}

function isGoingToListen(working: Working, pod: Pod): boolean {
  const containers = runtimeOf(working, pod.metadata.uid)?.containers ?? []
  return containers.some(({ phase, process }) => phase === 'running' && process?.listens.some(({ from }) => from > working.now && from <= working.now + listensWithinMs) === true)
}

function nodeAnswers(working: Working, name: string): boolean {
  const node = working.get(objectKey('', 'nodes', '', name)) as Node | undefined
  return node?.status?.conditions?.some((item) => item.type === 'Ready' && item.status === 'True') ?? false
}

function isCreating(status: ContainerStatus, pod: Pod): boolean {
  const reason = status.state?.waiting?.reason
  if (reason === 'ContainerCreating') return true
  return reason === 'PodInitializing' && !(pod.status?.initContainerStatuses ?? []).some(isHeldUp)
}

/** An init container that crashes or cannot be made: what waits for it waits for a back-off. */
function isHeldUp({ state }: ContainerStatus): boolean {
  const reason = state?.waiting?.reason
  if (reason !== undefined) return reason !== 'PodInitializing' && reason !== 'ContainerCreating'
  return state?.terminated !== undefined && state.terminated.exitCode !== 0
}

function isBecomingReady(working: Working, pod: Pod, status: ContainerStatus): boolean {
  const startedAt = status.state?.running?.startedAt
  if (status.ready || typeof startedAt !== 'string') return false
  const container = pod.spec.containers.find((item) => item.name === status.name)
  return working.now < Date.parse(startedAt) - working.epochMs + readyWithinMs(container)
}

function readyWithinMs(container: Container | undefined): number {
  const longest = [container?.startupProbe, container?.readinessProbe].map((probe) => {
    if (probe === undefined) return 0
    return (probe.initialDelaySeconds ?? 0) + probe.periodSeconds * probe.successThreshold
  })
  return listensWithinMs + Math.max(...longest) * 1000
}

function isBecomingAvailable(working: Working, pod: Pod): boolean {
  const owner = pod.metadata.ownerReferences?.find((reference) => reference.controller === true)
  if (owner?.kind !== 'ReplicaSet') return false
  const replicaSet = working.get(objectKey('apps', 'replicasets', pod.metadata.namespace ?? '', owner.name)) as ReplicaSet | undefined
  const since = condition(pod, 'Ready')?.lastTransitionTime
  return typeof since === 'string' && working.now < Date.parse(since) - working.epochMs + (replicaSet?.spec.minReadySeconds ?? 0) * 1000
}

function condition(pod: Pod, type: string) {
  return pod.status?.conditions?.find((item) => item.type === type)
}
