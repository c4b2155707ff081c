import { imageOf } from '../images/catalogue'
import { readContainerFile } from '../kubelet/files/pod-files'
import type { Container, Pod } from '@/lib/kube/core/v1.generated'
import { listensOn, type ContainerRuntime } from '../kubelet/runtime'
import type { Journey } from './journey'
import type { Target } from './pick-endpoint'
import type { RequestFailure } from './request'

interface Asked {
  readonly path: string
  readonly protocol: 'http' | 'https' | 'tcp'
  readonly chance: number
  share(image: string): number
}

/** The answer of the container that listens, or why there is none. */
export type Delivered = { readonly pod: { readonly namespace: string; readonly name: string }; readonly image: string; readonly status?: number; readonly body?: string } | { readonly failure: RequestFailure }

/** Hands a request to the Pod at an address. */
export function deliver(journey: Journey, target: Target, asked: Asked): Delivered {
  const address = `${target.address}:${target.port}`
  const pod = journey.view.podAt(target.address, target.port)
  if (pod === undefined) {
    journey.hop({ at: 'endpoint', ok: false, address, say: `No Pod has the address ${target.address} any more.` })
    return { failure: 'timed-out' }
  }
  const { name, namespace = '' } = pod.metadata
  const { nodeName = '' } = pod.spec
  const place = { object: { kind: 'Pod', namespace, name }, address }
  if (!journey.view.isNodeDown(nodeName)) return enterPod(journey, pod, place, target.port, asked)
  journey.hop({ at: 'endpoint', ok: false, ...place, say: `${name} ran on ${nodeName}, which is down.` })
  return { failure: 'timed-out' }
}

interface Place {
  readonly object: { readonly kind: string; readonly namespace: string; readonly name: string }
  readonly address: string
}

function enterPod(journey: Journey, pod: Pod, place: Place, port: number, asked: Asked): Delivered {
  const { view } = journey
  const runtime = view.runtime(pod.metadata.uid)
  const container = runtime?.containers.find((candidate) => listensOn(candidate, port, view.now))
  if (container?.process === undefined) {
    journey.hop({ at: 'container', ok: false, ...place, say: `Nothing in ${pod.metadata.name} listens on port ${port}: the connection is refused.` })
    return { failure: 'connection-refused' }
  }
  if (container.hungSince !== undefined) {
    journey.hop({ at: 'container', ok: false, ...place, say: `${pod.metadata.name} takes the connection and never answers: its process hangs.` })
    return { failure: 'timed-out' }
  }
  return answerFrom(journey, pod, place, container, asked)
}

function answerFrom(journey: Journey, pod: Pod, place: Place, container: ContainerRuntime, asked: Asked): Delivered {
  const spec = pod.spec.containers.find((candidate) => candidate.name === container.name)
  const image = imageOf(spec?.image ?? '')
  if (asked.protocol === 'tcp') {
    journey.hop({ at: 'container', ok: true, ...place, say: `${pod.metadata.name} takes the connection.` })
    return { pod: place.object, image: image?.name ?? '' }
  }
  if (image?.answer === undefined) {
    journey.hop({ at: 'container', ok: false, ...place, say: `${pod.metadata.name} takes the connection but speaks no HTTP.` })
    return { failure: 'connection-reset' }
  }
  const path = asked.path.replace(/\?.*$/, '')
  const readFile = readerOf(journey, pod, spec)
  const { process, answersWith } = container
  const answer = answersWith === undefined && process !== undefined ? image.answer({ path, process, chance: asked.chance, share: asked.share(image.name), readFile }) : { status: answersWith ?? 200, body: '' }
  journey.hop({ at: 'container', ok: answer.status < 500, ...place, say: `${pod.metadata.name} answers ${answer.status}.` })
  return { pod: place.object, image: image.name, ...answer }
}

function readerOf(journey: Journey, pod: Pod, spec: Container | undefined): (path: string) => string | undefined {
  return (path) => (spec === undefined ? undefined : readContainerFile(journey.view.files(pod.metadata.uid), pod, spec, path))
}
