import { fullName } from '../images/catalogue'
import type { Container, ContainerStatus, Pod, PodCondition, PodStatus } from '@/lib/kube/core/v1.generated'
import { objectKey } from '@/lib/kube/object'
import { imageOf } from '../images/catalogue'
import type { Working } from '../working/working'
import { writePodResources } from './pod-resources'
import type { ContainerRuntime, Ended, PodRuntime } from './runtime'

/** The status that the kubelet reports for a Pod as it knows it now (kubelet_pods.go generateAPIPodStatus). */
export function podStatus(working: Working, pod: Pod, runtime: PodRuntime): PodStatus {
  const { phase, reason } = phaseOf(pod, runtime)
  const done = isOver(phase) && isFinal(working, runtime)
  const apps = runtime.containers.filter((container) => container.role === 'app')
  const inits = runtime.containers.filter((container) => container.role !== 'app')
  const cleared = runtime.sandboxGone === true || (runtime.cleared === true && runtime.finalAt !== undefined)
  const sandboxReady = runtime.sandboxAt <= working.now && !done && !cleared
  const status = beginStatus(pod)
  status.phase = done ? phase : phaseBeforeEnd(pod, phase)
  if (done && reason !== undefined) Object.assign(status, runtime.failure)
  const given = apps.some(({ ended }) => ended?.isUnknown === true)
  status.conditions = conditions(working, pod, runtime, { phase: given ? 'Pending' : phase, sandboxReady, apps, inits })
  writeAddresses(status, nodeAddress(working, pod.spec.nodeName ?? ''), shownAddress(pod, runtime))
  status.startTime = working.timestamp(runtime.acceptedAt)
  if (inits.length > 0) status.initContainerStatuses = inits.map((container) => containerStatus(working, pod, container))
  status.containerStatuses = apps.map((container) => containerStatus(working, pod, container))
  writePodResources(status, pod.spec, apps)
  return status
}

function beginStatus({ metadata, status: before }: Pod): Writable<PodStatus> {
  const status: Writable<PodStatus> = metadata.generation === undefined ? {} : { observedGeneration: metadata.generation }
  if (before?.qosClass !== undefined) status.qosClass = before.qosClass
  return status
}

/** Statuses are written field by field: putting them together from spread parts was a tenth of a rollout's time. */
type Writable<T> = { -readonly [K in keyof T]: T[K] }

function writeAddresses(status: Writable<PodStatus>, hostIP: string, podIP: string | undefined): void {
  if (hostIP !== '') {
    status.hostIP = hostIP
    status.hostIPs = [{ ip: hostIP }]
  }
  if (podIP === undefined) return
  status.podIP = podIP
  status.podIPs = [{ ip: podIP }]
}

/** The Pod's address, from the first status after its containers were begun. */
function shownAddress(pod: Pod, { ip, containers }: PodRuntime): string | undefined {
  if (ip === undefined) return undefined
  const begun = containers.some(({ starts, waitingReason }) => starts > 0 || showsAddress.has(waitingReason))
  return begun || pod.status?.podIP !== undefined ? ip : undefined
}

const showsAddress = new Set(['ErrImagePull', 'ImagePullBackOff', 'ErrImageNeverPull', 'CreateContainerConfigError'])

/** Whether a phase is a Pod's last. */
export function isOver(phase: string): boolean {
  return phase === 'Succeeded' || phase === 'Failed'
}

/** A Pod that is over keeps its phase until everything in it has stopped (kubelet_pods.go generateAPIPodStatus). */
function phaseBeforeEnd(pod: Pod, phase: NonNullable<PodStatus['phase']>): NonNullable<PodStatus['phase']> {
  return isOver(phase) ? (pod.status?.phase ?? 'Pending') : phase
}

function isFinal(working: Working, { terminatingSince, finalAt = Infinity }: PodRuntime): boolean {
  return terminatingSince !== undefined || finalAt <= working.now
}

interface Phase {
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed'
  readonly reason?: string
}

/** Pending, Running, Succeeded or Failed (kubelet getPhase): not over while a sidecar runs. */
export function phaseOf(pod: Pod, runtime: PodRuntime): Phase {
  const coming = comingPhase(pod, runtime)
  const waits = isOver(coming.phase) && runtime.failure === undefined && runtime.containers.some(({ role, phase }) => role === 'sidecar' && phase === 'running')
  return waits ? { phase: 'Running' } : coming
}

/** The phase that a Pod has once its sidecars are stopped. */
export function comingPhase(pod: Pod, runtime: PodRuntime): Phase {
  const apps = runtime.containers.filter((container) => container.role === 'app')
  const inits = runtime.containers.filter((container) => container.role === 'init')
  const policy = pod.spec.restartPolicy
  if (runtime.failure !== undefined) return { phase: 'Failed', reason: runtime.failure.reason }
  if (hasStopped(runtime)) {
    return { phase: apps.some((container) => hasFailed(container) || container.starts === 0) ? 'Failed' : 'Succeeded' }
  }
  if (policy === 'Never' && inits.some((container) => container.phase === 'ended' && hasFailed(container))) return { phase: 'Failed' }
  if (apps.some((container) => container.starts === 0 && container.phase !== 'running')) return { phase: 'Pending' }
  if (policy === 'Always' || !apps.every((container) => container.phase === 'ended')) return { phase: 'Running' }
  if (!apps.some(hasFailed)) return { phase: 'Succeeded' }
  return { phase: policy === 'Never' ? 'Failed' : 'Running' }
}

/** Whether a deleted Pod has nothing left that runs. */
export function hasStopped({ terminatingSince, heldUntil, containers }: PodRuntime): boolean {
  return terminatingSince !== undefined && heldUntil === undefined && containers.every((container) => container.phase === 'ended' || container.starts === 0)
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
  const allDone = phase === 'Succeeded'
  const serving = inits.length === 0 ? apps : runtime.containers.filter(({ role }) => role !== 'init')
  const unready = whyUnready(phase, allDone, serving.filter((container) => !isReadyNow(container, runtime)))
  const notReady = unready ?? closedGates(pod)
  const wanted: readonly Wanted[] = [
    { type: 'PodReadyToStartContainers', status: sandboxReady ? 'True' : 'False' },
    initialized(inits, allDone, apps.some(({ starts }) => starts > 0)),
    notReady === undefined ? { type: 'Ready', status: 'True' } : { type: 'Ready', status: 'False', ...notReady },
    unready === undefined ? { type: 'ContainersReady', status: 'True' } : { type: 'ContainersReady', status: 'False', ...unready },
    { type: 'PodScheduled', status: 'True' },
  ]
  const old = pod.status?.conditions ?? []
  const known = runtime.reported ?? old
  const written = wanted.map((condition) => writtenCondition(working, pod, condition, known.find((candidate) => candidate.type === condition.type)))
  const others = old.filter((condition) => !wanted.some((candidate) => candidate.type === condition.type))
  return others.length === 0 ? written : [...others, ...written]
}

interface Wanted {
  readonly type: string
  readonly status: 'True' | 'False'
  readonly reason?: string
  readonly message?: string
}

type Cause = Omit<Wanted, 'type' | 'status'>

/** A Pod whose app containers were started stays initialized, whatever its sidecars do (kubelet/status/generate.go). */
function initialized(inits: readonly ContainerRuntime[], allDone: boolean, hasBegun: boolean): Wanted {
  const incomplete = inits.filter((container) => (container.role === 'sidecar' ? !container.started : !hasSucceeded(container)))
  if (incomplete.length === 0 || allDone || hasBegun) return { type: 'Initialized', status: 'True', ...(allDone ? { reason: 'PodCompleted' } : {}) }
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
  const { type, status, reason, message } = wanted
  const { generation } = pod.metadata
  const lastTransitionTime = (before?.status === status ? before.lastTransitionTime : undefined) ?? working.timestamp()
  const lastProbeTime = null as unknown as string
  const written: Writable<PodCondition> = generation === undefined ? { type, status, lastProbeTime, lastTransitionTime } : { type, status, observedGeneration: generation, lastProbeTime, lastTransitionTime }
  if (reason !== undefined) written.reason = reason
  if (message !== undefined) written.message = message
  return written
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
  const spec = containerNamed(pod, container.name)
  const running = container.phase === 'running'
  const { image, imageID } = imageStatus(spec?.image ?? '', container.starts > 0)
  const status: Writable<ContainerStatus> = {
    name: container.name,
    state: stateOf(working, container),
    lastState: container.last === undefined ? {} : { terminated: terminated(working, container.last) },
    ready: container.role === 'init' ? hasSucceeded(container) : running && container.ready,
    restartCount: container.restarts,
    image,
    imageID,
  }
  if (container.containerID !== undefined) status.containerID = container.containerID
  status.started = running && container.started
  if (spec !== undefined) writeResourcesAndMounts(status, spec, container)
  const { user } = container
  if (user !== undefined) status.user = { linux: { uid: user.uid, gid: user.gid, supplementalGroups: supplementalGroups(pod, user.gid) } }
  return status
}

function containerNamed({ spec }: Pod, name: string): Container | undefined {
  return spec.containers.find((candidate) => candidate.name === name) ?? spec.initContainers?.find((candidate) => candidate.name === name)
}

/** As the Pod asks for it, then as the runtime resolved it. */
function imageStatus(reference: string, known: boolean): { readonly image: string; readonly imageID: string } {
  if (!known) return { image: reference, imageID: '' }
  let resolved = knownImages.get(reference)
  if (resolved === undefined) {
    const image = fullName(reference)
    resolved = { image, imageID: `${image.replace(/:[^/:]+$/, '')}@sha256:${digestOf(image)}` }
    if (knownImages.size < mostImages) knownImages.set(reference, resolved)
  }
  return resolved
}

/** A name means the same for ever; more names than a course has are not kept. */
const knownImages = new Map<string, { readonly image: string; readonly imageID: string }>()
const mostImages = 256

type Resources = NonNullable<ContainerStatus['resources']>
type VolumeMountStatuses = NonNullable<ContainerStatus['volumeMounts']>

function writeResourcesAndMounts(status: Writable<ContainerStatus>, spec: Container, container: ContainerRuntime): void {
  const { limits, requests } = spec.resources
  const allocated = requests ?? limits
  if (allocated !== undefined) status.allocatedResources = allocated
  if (container.starts > 0) {
    const resources: Writable<Resources> = {}
    if (limits !== undefined) resources.limits = limits
    if (requests !== undefined) resources.requests = requests
    status.resources = resources
  }
  if (spec.volumeMounts !== undefined && spec.volumeMounts.length > 0) status.volumeMounts = mountStatuses(spec.volumeMounts)
}

const knownMounts = new WeakMap<object, VolumeMountStatuses>()

/** The same for every status of a container: what it asked for. */
function mountStatuses(mounts: NonNullable<Container['volumeMounts']>): VolumeMountStatuses {
  let statuses = knownMounts.get(mounts)
  if (statuses === undefined) {
    statuses = mounts.map(({ name, mountPath, readOnly }) => (readOnly === true ? { name, mountPath, readOnly, recursiveReadOnly: 'Disabled' } : { name, mountPath }))
    knownMounts.set(mounts, statuses)
  }
  return statuses
}

function supplementalGroups(pod: Pod, gid: number): readonly number[] {
  const { fsGroup, supplementalGroups: extra = [] } = pod.spec.securityContext
  if (fsGroup === undefined && extra.length === 0) return [gid]
  return [...new Set([gid, ...(fsGroup === undefined ? [] : [fsGroup]), ...extra])].sort((a, b) => a - b)
}

function stateOf(working: Working, container: ContainerRuntime): NonNullable<ContainerStatus['state']> {
  if (container.phase === 'running') return { running: { startedAt: working.timestamp(container.process?.startedAt ?? working.now) } }
  if (container.ended !== undefined && container.phase !== 'waiting') return { terminated: terminated(working, container.ended) }
  return { waiting: { reason: container.waitingReason, ...(container.waitingMessage === undefined ? {} : { message: container.waitingMessage }) } }
}

function terminated(working: Working, ended: Ended): NonNullable<NonNullable<ContainerStatus['state']>['terminated']> {
  const { exitCode, reason, message } = ended
  const never = null as unknown as string
  if (ended.isUnknown === true) return { exitCode, reason, ...(message === undefined ? {} : { message }), startedAt: never, finishedAt: never }
  return {
    exitCode: ended.exitCode,
    reason: ended.reason,
    ...(ended.message === undefined ? {} : { message: ended.message }),
    startedAt: working.timestamp(ended.startedAt),
    finishedAt: working.timestamp(ended.finishedAt),
    containerID: ended.containerID,
  }
}

/** A node's address inside the cluster's network, which its Pods in its own network have as well. */
export function nodeAddress(working: Working, name: string): string {
  const node = working.get(objectKey('', 'nodes', '', name)) as { status?: { addresses?: readonly { type: string; address: string }[] } } | undefined
  return node?.status?.addresses?.find((address) => address.type === 'InternalIP')?.address ?? ''
}

/** A stable digest for an image name: no registry is asked. */
function digestOf(image: string): string {
  let state = imageOf(image)?.sizeBytes ?? 1
  for (const character of image) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193)
  return Array.from({ length: 8 }, (_, index) => (Math.imul(state ^ index, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')).join('')
}
