import type { Container, Pod } from '@/lib/kube/core/v1.generated'
import { imageOf } from '../images/catalogue'
import { runCommand } from '../images/commands'
import type { Process } from '../images/image'
import type { Working } from '../working/working'
import { configErrorOf, containerContext, containerId, type ConfigError } from './container-context'
import { startFiles } from './files/pod-files'
import { beginProbes } from './probe'
import type { ContainerRuntime, PodRuntime } from './runtime'
import { sayOfContainer } from './say'

/** The runtime needs this long to start a container. */
const startMs = 80
const pullMs = 260
const firstPullBackOffMs = 10_000
const longestBackOffMs = 300_000
/** Between the failed pull and the kubelet's next look, which finds the back-off. */
const nextSyncMs = 1100

/** From a configuration error to the sync that its new status brings, and between later ones (pod_workers.go backOffPeriod 10 s, jitter up to half of it). */
const statusSyncMs = 140
const configRetryMs = 12_000

/** Image, configuration, creation: what comes before a container's process runs. Goes on at `dueAt`. */
export function beginStart(working: Working, pod: Pod, spec: Container, container: ContainerRuntime): void {
  if (container.waitingReason === 'ErrImagePull') return backOffPull(working, pod, spec, container)
  const image = imageOf(spec.image ?? '')
  if (image === undefined && spec.imagePullPolicy === 'Never') return refusePull(working, pod, spec, container)
  if (image === undefined) return failPull(working, pod, spec, container)
  sayOfContainer(working, pod, container, 'Normal', 'Pulled', `Container image "${spec.image ?? ''}" already present on machine and can be accessed by the pod`)
  const error = configErrorOf(working, pod, spec, image)
  if (error !== undefined) {
    sayOfContainer(working, pod, container, 'Warning', 'Failed', `Error: ${error.message}`)
    failConfiguration(working, container, error)
    return
  }
  sayOfContainer(working, pod, container, 'Normal', 'Created', 'Container created')
  container.configError = false
  container.phase = 'starting'
  container.dueAt = working.now + startMs
}

/** The first sync ends with the status that it began with, and that status brings the next sync; its error is told, and retried after the back-off. */
function failConfiguration(working: Working, container: ContainerRuntime, error: ConfigError): void {
  if (container.configError) wait(container, error.reason, error.message, working.now + configRetryMs)
  else container.dueAt = working.now + statusSyncMs
  container.configError = true
}

/** The process starts: the image decides what comes of it. */
export function finishStart(working: Working, pod: Pod, runtime: PodRuntime, spec: Container, container: ContainerRuntime): void {
  const image = imageOf(spec.image ?? '')
  startFiles(working, pod, spec)
  const context = image === undefined ? undefined : containerContext(working, pod, spec, image)
  if (image === undefined || context === undefined || 'reason' in context) {
    container.phase = 'waiting'
    container.dueAt = working.now
    return
  }
  const process: Process = context.command.length > 0 ? runCommand(context, [...context.command, ...context.args]) : context.args.length > 0 && ['busybox:1.36', 'curlimages/curl:8.10.1'].includes(image.name) ? runCommand(context, context.args) : image.start(context)
  if (container.ended !== undefined) container.last = container.ended
  container.phase = 'running'
  container.process = asConfigured(working, image.name, process)
  container.ended = undefined
  container.dueAt = undefined
  container.containerID = `containerd://${containerId(working)}`
  container.user = { uid: context.uid, gid: context.gid }
  container.starts++
  container.restarts = container.starts - 1
  container.failedStart = undefined
  container.inSync = false
  container.waitingReason = 'ContainerCreating'
  container.waitingMessage = undefined
  container.hungSince = undefined
  container.answersWith = undefined
  container.closed = false
  container.stoppingSince = undefined
  container.killAt = undefined
  container.endsAs = undefined
  container.previousLog = container.log
  container.log = process.log.map((line) => ({ at: working.now, line }))
  sayOfContainer(working, pod, container, 'Normal', 'Started', 'Container started')
  beginProbes(spec, container, runtime.acceptedAt, working.now)
}

/** Nothing may be pulled and nothing is there: looked at again with every sync (images/image_manager.go ErrImageNeverPull). */
function refusePull(working: Working, pod: Pod, spec: Container, container: ContainerRuntime): void {
  const message = `Container image "${spec.image ?? ''}" is not present with pull policy of Never`
  sayOfContainer(working, pod, container, 'Warning', 'ErrImageNeverPull', message)
  sayOfContainer(working, pod, container, 'Warning', 'Failed', 'Error: ErrImageNeverPull')
  wait(container, 'ErrImageNeverPull', message, working.now + configRetryMs)
}

function failPull(working: Working, pod: Pod, spec: Container, container: ContainerRuntime): void {
  const image = spec.image ?? ''
  const reference = image.includes('/') && /^[^/]*[.:]/.test(image) ? image : `docker.io/${image.includes('/') ? '' : 'library/'}${image}`
  const tagged = /:[^/]+$/.test(reference) ? reference : `${reference}:latest`
  const message = `rpc error: code = NotFound desc = failed to pull and unpack image "${tagged}": failed to resolve reference "${tagged}": ${tagged}: not found`
  sayOfContainer(working, pod, container, 'Normal', 'Pulling', `Pulling image "${image}"`)
  sayOfContainer(working, pod, container, 'Warning', 'Failed', `Failed to pull image "${image}": ${message}`)
  sayOfContainer(working, pod, container, 'Warning', 'Failed', 'Error: ErrImagePull')
  container.pullBackOffMs = container.pullBackOffMs === 0 ? firstPullBackOffMs : Math.min(longestBackOffMs, container.pullBackOffMs * 2)
  wait(container, 'ErrImagePull', message, working.now + pullMs + nextSyncMs)
}

function backOffPull(working: Working, pod: Pod, spec: Container, container: ContainerRuntime): void {
  const image = spec.image ?? ''
  const cause = container.waitingMessage ?? ''
  sayOfContainer(working, pod, container, 'Normal', 'BackOff', `Back-off pulling image "${image}"`)
  sayOfContainer(working, pod, container, 'Warning', 'Failed', 'Error: ImagePullBackOff')
  wait(container, 'ImagePullBackOff', `Back-off pulling image "${image}": ErrImagePull: ${cause}`, working.now + container.pullBackOffMs)
}

/** A container stands still for a reason, and is looked at again at a time. */
export function wait(container: ContainerRuntime, reason: string, message: string | undefined, until: number): void {
  container.phase = 'waiting'
  container.inSync = false
  if (container.ended !== undefined) container.last = container.ended
  container.ended = undefined
  container.waitingReason = reason
  container.waitingMessage = message
  container.dueAt = until
}

/** The process as this cluster's options have it: recordings were made with images that listen and stop at once. */
function asConfigured(working: Working, image: string, process: Process): Process {
  const { listenAtOnce, drainMs } = working.options
  const listens = listenAtOnce.some((name) => image.startsWith(`${name}:`)) ? process.listens.map(({ port }) => ({ port, from: working.now })) : process.listens
  return { ...process, listens, ...(process.stopsAfterMs === undefined ? {} : { stopsAfterMs: Math.min(process.stopsAfterMs, drainMs) }) }
}
