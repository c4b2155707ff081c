import type { ContainerStatus, Pod } from '@/lib/kube/core/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import type { Change } from './cluster'

/** What happened to a Pod, the most telling part of a change first. */
export function narratePod({ type, object }: Change, before: KubeObject | undefined): string | undefined {
  const pod = object as Pod
  const { name } = pod.metadata
  if (type === 'ADDED') {
    const owner = pod.metadata.ownerReferences?.find((reference) => reference.controller === true)
    return owner === undefined ? `Pod ${name} is created` : `${owner.kind} ${owner.name} makes Pod ${name}`
  }
  if (type === 'DELETED') return `Pod ${name} is gone`
  const was = before as Pod
  return placement(pod, was) ?? ending(pod, was) ?? containers(pod, was) ?? readiness(pod, was)
}

function placement(pod: Pod, was: Pod): string | undefined {
  const { name } = pod.metadata
  if (was.spec.nodeName === undefined && pod.spec.nodeName !== undefined) return `the scheduler puts Pod ${name} on ${pod.spec.nodeName}`
  const refused = condition(pod, 'PodScheduled')
  if (refused?.reason === 'Unschedulable' && condition(was, 'PodScheduled')?.reason !== 'Unschedulable') return `no node can take Pod ${name}: ${refused.message ?? ''}`
  return undefined
}

function ending(pod: Pod, was: Pod): string | undefined {
  const { name, deletionTimestamp, deletionGracePeriodSeconds } = pod.metadata
  if (was.metadata.deletionTimestamp === undefined && deletionTimestamp !== undefined) return `Pod ${name} is asked to stop and has ${deletionGracePeriodSeconds ?? 0} s for it`
  if (pod.status?.phase === was.status?.phase) return undefined
  if (pod.status?.phase === 'Succeeded') return `the containers of Pod ${name} have ended`
  return pod.status?.phase === 'Failed' ? `Pod ${name} has failed${pod.status.reason === undefined ? '' : `: ${pod.status.reason}`}` : undefined
}

function containers(pod: Pod, was: Pod): string | undefined {
  for (const status of [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])]) {
    const old = [...(was.status?.initContainerStatuses ?? []), ...(was.status?.containerStatuses ?? [])].find((item) => item.name === status.name)
    const said = container(pod.metadata.name, status, old)
    if (said !== undefined) return said
  }
  return undefined
}

function container(pod: string, status: ContainerStatus, old: ContainerStatus | undefined): string | undefined {
  const which = `container ${status.name} of Pod ${pod}`
  if (status.restartCount > (old?.restartCount ?? 0)) return `${which} is started again (restart ${status.restartCount})`
  return state(which, status.state ?? {}, old?.state ?? {})
}

function state(which: string, { waiting, running, terminated }: NonNullable<ContainerStatus['state']>, was: NonNullable<ContainerStatus['state']>): string | undefined {
  const reason = waiting?.reason
  if (reason !== undefined && reason !== was.waiting?.reason) return calm.has(reason) ? undefined : `${which} waits: ${reason}`
  if (running !== undefined && was.running === undefined) return `${which} has started`
  return terminated !== undefined && was.terminated === undefined ? `${which} has ended with exit code ${terminated.exitCode}` : undefined
}

const calm = new Set(['ContainerCreating', 'PodInitializing'])

function readiness(pod: Pod, was: Pod): string | undefined {
  const now = condition(pod, 'Ready')?.status
  if (now === condition(was, 'Ready')?.status || (now !== 'True' && condition(was, 'Ready')?.status !== 'True')) return undefined
  const probed = pod.spec.containers.some((item) => item.readinessProbe !== undefined)
  if (now === 'True') return probed ? `readiness probe passed on Pod ${pod.metadata.name}: it is ready` : `Pod ${pod.metadata.name} is ready`
  return `Pod ${pod.metadata.name} is no longer ready`
}

function condition(pod: Pod, type: string) {
  return pod.status?.conditions?.find((item) => item.type === type)
}
