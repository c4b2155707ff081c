import type { Container, Pod } from '@/lib/kube/core/v1.generated'
import { imageOf } from '../images/catalogue'
import type { Process } from '../images/image'
import type { Working } from '../working/working'
import { configErrorOf, containerContext, containerId } from './container-context'
import { changeFiles, startFiles } from './files/pod-files'
import { beginProbes } from './probe'
import { beginHook } from './hooks'
import { mainProcess } from './main-process'
import { failSync } from './outcome'
import { ensureImage } from './pull-image'
import type { ContainerRuntime, PodRuntime } from './runtime'
import { sayOfContainer } from './say'

/** The runtime needs this long to start a container. */
const startMs = 80
/** A process that ends within this time is never seen running: the sync that started it is still at work. */
export const atOnceMs = 40

/** Image, configuration, creation: what comes before a container's process runs. Goes on at `dueAt`. */
export function beginStart(working: Working, pod: Pod, spec: Container, container: ContainerRuntime): void {
  if (ensureImage(working, pod, spec, container)) createContainer(working, pod, spec, container)
}

/** The image is there: the container is made. */
export function createContainer(working: Working, pod: Pod, spec: Container, container: ContainerRuntime): void {
  const image = imageOf(spec.image ?? '')
  const error = image === undefined ? undefined : configErrorOf(working, pod, spec, image)
  if (error !== undefined) {
    sayOfContainer(working, pod, container, 'Warning', 'Failed', `Error: ${error.message}`)
    failSync(working, container, error)
    return
  }
  sayOfContainer(working, pod, container, 'Normal', 'Created', 'Container created')
  container.configError = false
  container.phase = 'starting'
  container.inSync = true
  container.dueAt = Math.max(working.now + startMs, container.starts === 0 ? (working.options.firstStartAt[pod.metadata.name] ?? 0) : 0)
}

/** The process starts: the image decides what comes of it. */
export function finishStart(working: Working, pod: Pod, runtime: PodRuntime, spec: Container, container: ContainerRuntime): void {
  const image = imageOf(spec.image ?? '')
  startFiles(working, pod, spec)
  const context = image === undefined ? undefined : containerContext(working, pod, spec, image, runtime.containers)
  if (image === undefined || context === undefined || 'reason' in context) {
    container.phase = 'waiting'
    container.inSync = false
    container.dueAt = working.now
    return
  }
  const { process, log, changes } = mainProcess(working, pod, spec, context, image)
  if (container.ended !== undefined) container.last = container.ended
  container.phase = 'running'
  container.process = asConfigured(working, image.name, process)
  container.ended = undefined
  container.dueAt = undefined
  container.containerID = `containerd://${containerId(working)}`
  container.user = { uid: context.uid, gid: context.gid }
  container.starts++
  container.restarts = container.starts - 1
  container.image = spec.image
  container.outcome = undefined
  // One that ends at once has ended when the kubelet looks: it was never seen running.
  container.inSync = process.endsAt !== undefined && process.endsAt - working.now <= atOnceMs
  container.waitingReason = 'ContainerCreating'
  container.waitingMessage = undefined
  container.hungSince = undefined
  container.answersWith = working.options.unavailable.includes(image.name) ? 503 : undefined
  container.closed = false
  container.stoppingSince = undefined
  container.killAt = undefined
  container.endsAs = undefined
  container.previousLog = container.log
  container.log = log
  container.changes = changes
  makeChanges(working, pod, spec, container, working.now + atOnceMs)
  sayOfContainer(working, pod, container, 'Normal', 'Started', 'Container started')
  beginProbes(spec, container, runtime.acceptedAt, working.now)
  const hook = spec.lifecycle?.postStart
  if (hook !== undefined) beginHook(working, pod, runtime, hook, container)
}

/** Makes the changes that are due in a container's files. */
export function makeChanges(working: Working, pod: Pod, spec: Container, container: ContainerRuntime, until: number): void {
  if (container.changes.length === 0) return
  changeFiles(working, pod, spec, container.changes.filter(({ at }) => at <= until))
  container.changes = container.changes.filter(({ at }) => at > until)
}

/** The process as this cluster's options have it: recordings were made with images that listen and stop at once. */
function asConfigured(working: Working, image: string, process: Process): Process {
  const { listenAtOnce, unavailable, drainMs } = working.options
  const listens = unavailable.includes(image) || listenAtOnce.some((name) => image.startsWith(`${name}:`)) ? process.listens.map(({ port }) => ({ port, from: working.now })) : process.listens
  return { ...process, listens, ...(process.stopsAfterMs === undefined ? {} : { stopsAfterMs: Math.min(process.stopsAfterMs, drainMs) }) }
}
