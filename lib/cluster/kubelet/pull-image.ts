import type { Container, Pod } from '@/lib/kube/core/v1.generated'
import { imageOf, shortName } from '../images/catalogue'
import type { Working } from '../working/working'
import { nextBackOff, resyncMs } from './back-off'
import { failSync, retryMs } from './outcome'
import type { ContainerRuntime } from './runtime'
import { sayOfContainer } from './say'

const pullMs = 260
/** From the first failed pull to the sync that the sandbox's event brings. */
const sandboxEventMs = 120

/** Sees to it that the image is there. True: it is; false: something goes on or was told, the container waits (images/image_manager.go EnsureImageExists). */
export function ensureImage(working: Working, pod: Pod, spec: Container, container: ContainerRuntime): boolean {
  const { image = '', imagePullPolicy } = spec
  if (imagePullPolicy !== 'Always' && imageOf(image) !== undefined && isOnNode(working, image)) {
    sayOfContainer(working, pod, container, 'Normal', 'Pulled', `Container image "${image}" already present on machine and can be accessed by the pod`)
    return true
  }
  if (imagePullPolicy === 'Never') refusePull(working, pod, image, container)
  else if (container.image === image && container.pullUntil > working.now) backOffPull(working, pod, image, container)
  else {
    sayOfContainer(working, pod, container, 'Normal', 'Pulling', `Pulling image "${image}"`)
    if (container.image !== image) container.pullBackOffMs = 0
    container.image = image
    container.phase = 'pulling'
    container.inSync = true
    container.dueAt = working.now + pullMs
  }
  return false
}

/** The pull is over. Whether the image is there now. */
export function finishPull(working: Working, pod: Pod, { image: reference = '' }: Container, container: ContainerRuntime): boolean {
  const image = imageOf(reference)
  if (image === undefined) {
    failPull(working, pod, reference, container)
    return false
  }
  container.pullBackOffMs = 0
  sayOfContainer(working, pod, container, 'Normal', 'Pulled', `Successfully pulled image "${reference}" in ${String(pullMs)}ms (${String(pullMs)}ms including waiting). Image size: ${String(image.sizeBytes)} bytes.`)
  return true
}

/** Images are on the nodes, but for those that the cluster's options keep from some that need them. */
function isOnNode(working: Working, reference: string): boolean {
  const name = shortName(reference)
  const lacking = working.options.missingImages[name]
  if (lacking === undefined) return true
  const needs = working.table<number>('image-needs')
  const before = needs.get(name) ?? 0
  needs.set(name, before + 1)
  return lacking[before] !== true
}

/** Nothing may be pulled and nothing is there: looked at again with every sync. */
function refusePull(working: Working, pod: Pod, image: string, container: ContainerRuntime): void {
  const message = `Container image "${image}" is not present with pull policy of Never`
  sayOfContainer(working, pod, container, 'Warning', 'ErrImageNeverPull', message)
  sayOfContainer(working, pod, container, 'Warning', 'Failed', 'Error: ErrImageNeverPull')
  failSync(working, container, { reason: 'ErrImageNeverPull', message })
}

function failPull(working: Working, pod: Pod, image: string, container: ContainerRuntime): void {
  const reference = image.includes('/') && /^[^/]*[.:]/.test(image) ? image : `docker.io/${image.includes('/') ? '' : 'library/'}${image}`
  const tagged = /:[^/]+$/.test(reference) ? reference : `${reference}:latest`
  const message = `rpc error: code = NotFound desc = failed to pull and unpack image "${tagged}": failed to resolve reference "${tagged}": ${tagged}: not found`
  sayOfContainer(working, pod, container, 'Warning', 'Failed', `Failed to pull image "${image}": ${message}`)
  sayOfContainer(working, pod, container, 'Warning', 'Failed', 'Error: ErrImagePull')
  const first = container.pullBackOffMs === 0
  container.pullBackOffMs = nextBackOff(container.pullBackOffMs)
  container.pullUntil = working.now + container.pullBackOffMs
  failSync(working, container, { reason: 'ErrImagePull', message }, first ? sandboxEventMs : retryMs)
}

function backOffPull(working: Working, pod: Pod, image: string, container: ContainerRuntime): void {
  sayOfContainer(working, pod, container, 'Normal', 'BackOff', `Back-off pulling image "${image}"`)
  sayOfContainer(working, pod, container, 'Warning', 'Failed', 'Error: ImagePullBackOff')
  const cause = container.waitingReason === 'ErrImagePull' ? `ErrImagePull: ${container.waitingMessage ?? ''}` : (container.waitingMessage ?? '').replace(/^.*?": /, '')
  failSync(working, container, { reason: 'ImagePullBackOff', message: `Back-off pulling image "${image}": ${cause}` }, Math.min(container.pullUntil - working.now, resyncMs))
}
