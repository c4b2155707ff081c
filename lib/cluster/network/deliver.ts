import { imageOf } from '../images/catalogue'
import { readContainerFile } from '../kubelet/files/pod-files'
import { listensOn } from '../kubelet/runtime'
import type { Journey } from './journey'
import type { Target } from './pick-endpoint'
import type { RequestFailure } from './request'

interface Asked {
  readonly path: string
  readonly protocol: 'http' | 'https' | 'tcp'
  readonly chance: number
  share(image: string, service: string): number
}

/** The answer of the container that listens, or why there is none. */
export type Delivered = { readonly pod: { readonly namespace: string; readonly name: string }; readonly image: string; readonly status?: number; readonly body?: string } | { readonly failure: RequestFailure }

/** Hands a request to the Pod at an address. */
export function deliver(journey: Journey, target: Target, asked: Asked): Delivered {
  const { view } = journey
  const pod = view.podAt(target.address)
  const address = `${target.address}:${target.port}`
  if (pod === undefined) {
    journey.hop({ at: 'endpoint', ok: false, address, say: `No Pod has the address ${target.address} any more.` })
    return { failure: 'timed-out' }
  }
  const object = { kind: 'Pod', namespace: pod.metadata.namespace ?? '', name: pod.metadata.name }
  if (view.isNodeDown(pod.spec.nodeName ?? '')) {
    journey.hop({ at: 'endpoint', ok: false, object, address, say: `${pod.metadata.name} ran on ${pod.spec.nodeName ?? ''}, which is down.` })
    return { failure: 'timed-out' }
  }
  const runtime = view.runtime(pod.metadata.uid)
  const container = runtime?.containers.find((candidate) => listensOn(candidate, target.port, view.now))
  if (container?.process === undefined) {
    journey.hop({ at: 'container', ok: false, object, address, say: `Nothing in ${pod.metadata.name} listens on port ${target.port}: the connection is refused.` })
    return { failure: 'connection-refused' }
  }
  if (container.hungSince !== undefined) {
    journey.hop({ at: 'container', ok: false, object, address, say: `${pod.metadata.name} takes the connection and never answers: its process hangs.` })
    return { failure: 'timed-out' }
  }
  const spec = pod.spec.containers.find((candidate) => candidate.name === container.name)
  const image = imageOf(spec?.image ?? '')
  if (asked.protocol === 'tcp' || image?.answer === undefined) {
    const talksHttp = asked.protocol === 'tcp'
    journey.hop({ at: 'container', ok: talksHttp, object, address, say: talksHttp ? `${pod.metadata.name} takes the connection.` : `${pod.metadata.name} takes the connection but speaks no HTTP.` })
    return talksHttp ? { pod: object, image: image?.name ?? '' } : { failure: 'connection-reset' }
  }
  const path = asked.path.replace(/\?.*$/, '')
  const answer = container.answersWith === undefined ? image.answer({ path, process: container.process, chance: asked.chance, share: asked.share(image.name, journey.service), readFile: (file) => (spec === undefined ? undefined : readContainerFile(view.files(pod.metadata.uid), pod, spec, file)) }) : { status: container.answersWith, body: '' }
  journey.hop({ at: 'container', ok: answer.status < 500, object, address, say: `${pod.metadata.name} answers ${answer.status}.` })
  return { pod: object, image: image.name, ...answer }
}
