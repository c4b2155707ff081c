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
  const hostIP = nodeAddress(working, pod.spec.nodeName ?? '')
  return {
    ...seen(pod),
    ...(pod.status?.qosClass === undefined ? {} : { qosClass: pod.status.qosClass }),
    phase,
    ...(reason === undefined ? {} : { reason }),
    conditions: conditions(working, pod, runtime, { phase, sandboxReady, apps, inits }),
    ...(hostIP === '' ? {} : { hostIP, hostIPs: [{ ip: hostIP }] }),
    ...shownAddress(pod, runtime),
    startTime: working.timestamp(runtime.acceptedAt),
    ...(inits.length === 0 ? {} : { initContainerStatuses: inits.map((container) => containerStatus(working, pod, container)) }),
    containerStatuses: apps.map((container) => containerStatus(working, pod, container)),
  }
}

function seen(pod: Pod): { readonly observedGeneration?: number } {
  return pod.metadata.generation === undefined ? {} : { observedGeneration: pod.metadata.generation }
}

/** The Pod's address, from the first status after its containers were begun. */
function shownAddress(pod: Pod, { ip, containers }: PodRuntime): Pick<PodStatus, 'podIP' | 'podIPs'> {
  if (ip === undefined) return {}
  const begun = containers.some(({ starts, waitingReason }) => starts > 0 || ['ErrImagePull', 'ImagePullBackOff', 'CreateContainerConfigError'].includes(waitingReason))
  return begun || pod.status?.podIP !== undefined ? { podIP: ip, podIPs: [{ ip }] } : {}
}

/** Pending, Running, Succeeded or Failed (kubelet getPhase). */
export function phaseOf(pod: Pod, runtime: PodRuntime): { readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed'; readonly reason?: string } {
  const apps = runtime.containers.filter((container) => container.role === 'app')
  const inits = runtime.containers.filter((container) => container.role === 'init')
  const policy = pod.spec.restartPolicy
  if (runtime.terminatingSince !== undefined && runtime.containers.every((container) => container.phase === 'ended' || container.starts === 0)) {
    return { phase: apps.some((container) => hasFailed(container) || container.starts === 0) ? 'Failed' : 'Succeeded' }
  }
  if (policy === 'Never' && inits.some((container) => container.phase === 'ended' && hasFailed(container))) return { phase: 'Failed' }
  if (apps.some((container) => container.starts === 0 && container.phase !== 'running')) return { phase: 'Pending' }
  if (policy === 'Always' || !apps.every((container) => container.phase === 'ended')) return { phase: 'Running' }
  if (!apps.some(hasFailed)) return { phase: 'Succeeded' }
  return { phase: policy === 'Never' ? 'Failed' : 'Running' }
}

function hasFailed({ ended }: ContainerRuntime): boolean {
  return ended !== undefined && ended.exitCode !== 0
}

interface Facts {
  readonly phase: string
  readonly sandboxReady: boolean
  readonly apps: readonly ContainerRuntime[]
  readonly inits: readonly ContainerRuntime[]
}

function conditions(working: Working, pod: Pod, runtime: PodRuntime, { phase, sandboxReady, apps, inits }: Facts): PodCondition[] {
  const allDone = phase === 'Succeeded' || (pod.spec.restartPolicy !== 'Always' && apps.every(hasSucceeded))
  const unready = whyUnready(phase, allDone, apps.filter((container) => !isReadyNow(container, runtime)))
  const notReady = unready ?? closedGates(pod)
  const wanted: readonly Wanted[] = [
    { type: 'PodReadyToStartContainers', status: sandboxReady ? 'True' : 'False' },
    initialized(inits, allDone),
    notReady === undefined ? { type: 'Ready', status: 'True' } : { type: 'Ready', status: 'False', ...notReady },
    unready === undefined ? { type: 'ContainersReady', status: 'True' } : { type: 'ContainersReady', status: 'False', ...unready },
    { type: 'PodScheduled', status: 'True' },
  ]
  const old = pod.status?.conditions ?? []
  const written = wanted.map((condition) => writtenCondition(working, pod, condition, old.find((candidate) => candidate.type === condition.type)))
  return [...old.filter((condition) => !wanted.some((candidate) => candidate.type === condition.type)), ...written]
}

interface Wanted {
  readonly type: string
  readonly status: 'True' | 'False'
  readonly reason?: string
  readonly message?: string
}

type Cause = Omit<Wanted, 'type' | 'status'>

function initialized(inits: readonly ContainerRuntime[], allDone: boolean): Wanted {
  const incomplete = inits.filter((container) => (container.role === 'sidecar' ? !container.started : !hasSucceeded(container)))
  if (incomplete.length === 0) return { type: 'Initialized', status: 'True', ...(allDone ? { reason: 'PodCompleted' } : {}) }
  return { type: 'Initialized', status: 'False', reason: 'ContainersNotInitialized', message: `containers with incomplete status: [${namesOf(incomplete)}]` }
}

function whyUnready(phase: string, allDone: boolean, unready: readonly ContainerRuntime[]): Cause | undefined {
  if (allDone) return { reason: 'PodCompleted' }
  if (phase === 'Failed') return { reason: 'PodFailed' }
  return unready.length === 0 ? undefined : { reason: 'ContainersNotReady', message: `containers with unready status: [${namesOf(unready)}]` }
}

function closedGates(pod: Pod): Cause | undefined {
  const known = new Map(pod.status?.conditions?.map((condition) => [condition.type, condition.status]))
  const closed = (pod.spec.readinessGates ?? []).filter(({ conditionType }) => known.get(conditionType) !== 'True')
  if (closed.length === 0) return undefined
  const message = closed.map(({ conditionType }) => `corresponding condition of pod readiness gate "${conditionType}" does not ${known.has(conditionType) ? 'have status True' : 'exist'}.`).join(', ')
  return { reason: 'ReadinessGatesNotReady', message }
}

function writtenCondition(working: Working, pod: Pod, wanted: Wanted, before: PodCondition | undefined): PodCondition {
  const { type, status, ...cause } = wanted
  const lastTransitionTime = before?.status === status ? before.lastTransitionTime : undefined
  return { type, status, ...seen(pod), lastProbeTime: null as unknown as string, lastTransitionTime: lastTransitionTime ?? working.timestamp(), ...cause }
}

function namesOf(containers: readonly ContainerRuntime[]): string {
  return containers.map(({ name }) => name).join(' ')
}

function hasSucceeded({ phase, ended }: ContainerRuntime): boolean {
  return phase === 'ended' && ended?.exitCode === 0
}

function isReadyNow(container: ContainerRuntime, runtime: PodRuntime): boolean {
  return container.phase === 'running' && container.ready && runtime.ip !== undefined
}

function containerStatus(working: Working, pod: Pod, container: ContainerRuntime): ContainerStatus {
  const spec = [...(pod.spec.initContainers ?? []), ...pod.spec.containers].find((candidate) => candidate.name === container.name)
  const running = container.phase === 'running'
  return {
    name: container.name,
    state: stateOf(working, container),
    lastState: container.last === undefined ? {} : { terminated: terminated(working, container.last) },
    ready: running ? container.ready : container.role === 'init' && hasSucceeded(container),
    restartCount: container.restarts,
    ...imageStatus(spec?.image ?? '', container.starts > 0),
    ...(container.containerID === undefined ? {} : { containerID: container.containerID }),
    started: running && container.started,
    ...(spec === undefined ? {} : resourcesAndMounts(spec, container)),
    ...userStatus(pod, container),
  }
}

/** As the Pod asks for it, then as the runtime resolved it. */
function imageStatus(reference: string, known: boolean): { readonly image: string; readonly imageID: string } {
  if (!known) return { image: reference, imageID: '' }
  const image = fullName(reference)
  return { image, imageID: `${image.replace(/:[^/:]+$/, '')}@sha256:${digestOf(image)}` }
}

function userStatus(pod: Pod, { user }: ContainerRuntime): Pick<ContainerStatus, 'user'> {
  return user === undefined ? {} : { user: { linux: { uid: user.uid, gid: user.gid, supplementalGroups: supplementalGroups(pod, user.gid) } } }
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
