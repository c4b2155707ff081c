import { fullName } from '../images/catalogue'
import type { Container, ContainerStatus, Pod, PodCondition, PodStatus } from '@/lib/kube/core/v1.generated'
import { objectKey } from '@/lib/kube/object'
import { imageOf } from '../images/catalogue'
import type { Working } from '../working/working'
import type { ContainerRuntime, Ended, PodRuntime } from './runtime'

/** The status that the kubelet reports for a Pod as it knows it now (kubelet_pods.go generateAPIPodStatus). */
export function podStatus(working: Working, pod: Pod, runtime: PodRuntime): PodStatus {
  const { phase, reason } = phaseOf(pod, runtime)
  const done = phase === 'Succeeded' || phase === 'Failed'
  const apps = runtime.containers.filter((container) => container.role === 'app')
  const inits = runtime.containers.filter((container) => container.role !== 'app')
  const sandboxReady = runtime.sandboxAt <= working.now && !done
  const startedOnce = runtime.ip !== undefined && runtime.containers.some((container) => container.starts > 0 || container.waitingReason === 'ErrImagePull' || container.waitingReason === 'ImagePullBackOff' || container.waitingReason === 'CreateContainerConfigError')
  const showsIp = startedOnce || (pod.status?.podIP !== undefined && runtime.ip !== undefined)
  const hostIP = nodeAddress(working, pod.spec.nodeName ?? '')
  return {
    ...(pod.metadata.generation === undefined ? {} : { observedGeneration: pod.metadata.generation }),
    ...(pod.status?.qosClass === undefined ? {} : { qosClass: pod.status.qosClass }),
    phase,
    ...(reason === undefined ? {} : { reason }),
    conditions: conditions(working, pod, runtime, { phase, sandboxReady, apps, inits }),
    ...(hostIP === '' ? {} : { hostIP, hostIPs: [{ ip: hostIP }] }),
    ...(showsIp ? { podIP: runtime.ip ?? '', podIPs: [{ ip: runtime.ip ?? '' }] } : {}),
    startTime: working.timestamp(runtime.acceptedAt),
    ...(inits.length === 0 ? {} : { initContainerStatuses: inits.map((container) => containerStatus(working, pod, container)) }),
    containerStatuses: apps.map((container) => containerStatus(working, pod, container)),
  }
}

/** Pending, Running, Succeeded or Failed (kubelet getPhase). */
export function phaseOf(pod: Pod, runtime: PodRuntime): { readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed'; readonly reason?: string } {
  const apps = runtime.containers.filter((container) => container.role === 'app')
  const inits = runtime.containers.filter((container) => container.role === 'init')
  const policy = pod.spec.restartPolicy
  const allEnded = apps.every((container) => container.phase === 'ended')
  if (runtime.terminatingSince !== undefined && runtime.containers.every((container) => container.phase === 'ended' || container.starts === 0)) {
    return { phase: apps.some((container) => (container.ended?.exitCode ?? 0) !== 0 || container.starts === 0) ? 'Failed' : 'Succeeded' }
  }
  const failedInit = inits.find((container) => container.phase === 'ended' && (container.ended?.exitCode ?? 0) !== 0)
  if (failedInit !== undefined && policy === 'Never') return { phase: 'Failed' }
  if (apps.some((container) => container.starts === 0 && container.phase !== 'running')) return { phase: 'Pending' }
  if (allEnded && policy === 'Never') return { phase: apps.some((container) => container.ended?.exitCode !== 0) ? 'Failed' : 'Succeeded' }
  if (allEnded && policy === 'OnFailure' && apps.every((container) => container.ended?.exitCode === 0)) return { phase: 'Succeeded' }
  return { phase: 'Running' }
}

interface Facts {
  readonly phase: string
  readonly sandboxReady: boolean
  readonly apps: readonly ContainerRuntime[]
  readonly inits: readonly ContainerRuntime[]
}

function conditions(working: Working, pod: Pod, runtime: PodRuntime, { phase, sandboxReady, apps, inits }: Facts): PodCondition[] {
  const initialized = inits.every((container) => (container.role === 'sidecar' ? container.started || container.ready : container.phase === 'ended' && container.ended?.exitCode === 0))
  const unready = apps.filter((container) => !isReadyNow(container, runtime)).map((container) => container.name)
  const unstartedInits = inits.filter((container) => !(container.role === 'sidecar' ? container.started : container.phase === 'ended' && container.ended?.exitCode === 0)).map((container) => container.name)
  const completed = phase === 'Succeeded' ? { reason: 'PodCompleted' } : phase === 'Failed' ? { reason: 'PodFailed' } : undefined
  const allDone = apps.length > 0 && apps.every((container) => container.phase === 'ended' && container.ended?.exitCode === 0) && pod.spec.restartPolicy !== 'Always'
  const containersReady = completed ?? (allDone ? { reason: 'PodCompleted' } : unready.length > 0 ? { reason: 'ContainersNotReady', message: `containers with unready status: [${unready.join(' ')}]` } : undefined)
  const gates = (pod.spec.readinessGates ?? []).filter((gate) => pod.status?.conditions?.find((condition) => condition.type === gate.conditionType)?.status !== 'True')
  const gateText = gates.length === 0 ? undefined : { reason: 'ReadinessGatesNotReady', message: `${gates.map((gate) => `corresponding condition of pod readiness gate "${gate.conditionType}" does not ${pod.status?.conditions?.some((condition) => condition.type === gate.conditionType) === true ? 'have status True' : 'exist'}.`).join(', ')}` }
  const wanted: { readonly type: string; readonly status: 'True' | 'False'; readonly reason?: string; readonly message?: string }[] = [
    { type: 'PodReadyToStartContainers', status: sandboxReady ? 'True' : 'False' },
    initialized ? { type: 'Initialized', status: 'True', ...(phase === 'Succeeded' || allDone ? { reason: 'PodCompleted' } : {}) } : { type: 'Initialized', status: 'False', reason: 'ContainersNotInitialized', message: `containers with incomplete status: [${unstartedInits.join(' ')}]` },
    containersReady === undefined && gateText === undefined ? { type: 'Ready', status: 'True' } : { type: 'Ready', status: 'False', ...(containersReady ?? gateText) },
    containersReady === undefined ? { type: 'ContainersReady', status: 'True' } : { type: 'ContainersReady', status: 'False', ...containersReady },
    { type: 'PodScheduled', status: 'True' },
  ]
  const old = pod.status?.conditions ?? []
  const written = wanted.map((condition): PodCondition => {
    const before = old.find((candidate) => candidate.type === condition.type)
    const lastTransitionTime = before?.status === condition.status && before.lastTransitionTime !== undefined ? before.lastTransitionTime : working.timestamp()
    return { type: condition.type, status: condition.status, ...(pod.metadata.generation === undefined ? {} : { observedGeneration: pod.metadata.generation }), lastProbeTime: null as unknown as string, lastTransitionTime, ...(condition.reason === undefined ? {} : { reason: condition.reason }), ...(condition.message === undefined ? {} : { message: condition.message }) }
  })
  return [...old.filter((condition) => !wanted.some((candidate) => candidate.type === condition.type)), ...written]
}

function isReadyNow(container: ContainerRuntime, runtime: PodRuntime): boolean {
  return container.phase === 'running' && container.ready && runtime.ip !== undefined
}

function containerStatus(working: Working, pod: Pod, container: ContainerRuntime): ContainerStatus {
  const spec = [...(pod.spec.initContainers ?? []), ...pod.spec.containers].find((candidate) => candidate.name === container.name)
  const image = container.starts > 0 ? fullName(spec?.image ?? '') : (spec?.image ?? '')
  const initDone = container.role === 'init' && container.phase === 'ended' && container.ended?.exitCode === 0
  return {
    name: container.name,
    state: stateOf(working, container),
    ...(container.last === undefined ? { lastState: {} } : { lastState: { terminated: terminated(working, container.last) } }),
    ready: initDone || (container.phase === 'running' && container.ready),
    restartCount: container.restarts,
    image,
    imageID: container.starts > 0 ? `${image.replace(/:[^/:]+$/, '')}@sha256:${digestOf(image)}` : '',
    ...(container.containerID === undefined ? {} : { containerID: container.containerID }),
    started: container.phase === 'running' && container.started,
    ...(spec === undefined ? {} : resourcesAndMounts(spec, container)),
    ...(container.user === undefined ? {} : { user: { linux: { uid: container.user.uid, gid: container.user.gid, supplementalGroups: supplementalGroups(pod, container.user.gid) } } }),
  }
}

function resourcesAndMounts(spec: Container, container: ContainerRuntime): object {
  const { limits, requests } = spec.resources
  const allocated = requests ?? limits
  const mounts = (spec.volumeMounts ?? []).map((mount) => ({ name: mount.name, mountPath: mount.mountPath, ...(mount.readOnly === true ? { readOnly: true, recursiveReadOnly: 'Disabled' } : {}) }))
  return {
    ...(allocated === undefined ? {} : { allocatedResources: allocated }),
    ...(container.starts === 0 ? {} : { resources: { ...(limits === undefined ? {} : { limits }), ...(requests === undefined ? {} : { requests }) } }),
    ...(mounts.length === 0 ? {} : { volumeMounts: mounts }),
  }
}

function supplementalGroups(pod: Pod, gid: number): readonly number[] {
  const { fsGroup, supplementalGroups: extra = [] } = pod.spec.securityContext
  return [...new Set([gid, ...(fsGroup === undefined ? [] : [fsGroup]), ...extra])].sort((a, b) => a - b)
}

function stateOf(working: Working, container: ContainerRuntime): NonNullable<ContainerStatus['state']> {
  if (container.phase === 'running') return { running: { startedAt: working.timestamp(container.process?.startedAt ?? working.now) } }
  if (container.ended !== undefined && container.phase === 'ended') return { terminated: terminated(working, container.ended) }
  return { waiting: { reason: container.waitingReason, ...(container.waitingMessage === undefined ? {} : { message: container.waitingMessage }) } }
}

function terminated(working: Working, ended: Ended) {
  return {
    exitCode: ended.exitCode,
    reason: ended.reason,
    ...(ended.message === undefined ? {} : { message: ended.message }),
    startedAt: working.timestamp(ended.startedAt),
    finishedAt: working.timestamp(ended.finishedAt),
    containerID: ended.containerID,
  }
}

function nodeAddress(working: Working, name: string): string {
  const node = working.get(objectKey('', 'nodes', '', name)) as { status?: { addresses?: readonly { type: string; address: string }[] } } | undefined
  return node?.status?.addresses?.find((address) => address.type === 'InternalIP')?.address ?? ''
}

/** A stable digest for an image name: no registry is asked. */
function digestOf(image: string): string {
  let state = imageOf(image)?.sizeBytes ?? 1
  for (const character of image) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193)
  return Array.from({ length: 8 }, (_, index) => (Math.imul(state ^ index, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')).join('')
}
