import type { Pod, Service, ServicePort } from '@/lib/kube/core/v1.generated'
import type { Cluster } from '../cluster'
import { listensOn } from '../kubelet/runtime'
import { targetsOf } from './pick-endpoint'
import { NetworkView } from './view'

/** The links of the chain from a Service to an answering process, in their order. */
export type LinkName = 'service' | 'selector' | 'ready' | 'target-port' | 'endpoints' | 'listening'

/** One link: whether it holds, what it joins, and, where it is broken, why in two sentences: what is seen, and what to look at. */
export interface ServiceLink {
  readonly name: LinkName
  readonly ok: boolean
  readonly say: string
  /** Pods it concerns. */
  readonly pods: readonly string[]
}

/** The chain up to its first broken link. */
export interface ServiceExplanation {
  readonly links: readonly ServiceLink[]
  readonly broken: ServiceLink | undefined
}

/** Follows a Service from its selector to the processes behind it, and stops at the first thing that keeps requests from being answered. */
export function explainService(cluster: Cluster, namespace: string, name: string): ServiceExplanation {
  const view = new NetworkView(cluster)
  const service = view.service(namespace, name)
  if (service === undefined) return chain([{ name: 'service', ok: false, pods: [], say: `There is no Service ${name} in namespace ${namespace}. DNS has no such name, so requests to it fail before they are sent.` }])
  if (service.spec.type === 'ExternalName') return chain([{ name: 'service', ok: true, pods: [], say: `Service ${name} is only a name for ${service.spec.externalName ?? ''}.` }])
  const links: ServiceLink[] = [{ name: 'service', ok: true, pods: [], say: `Service ${name} has ${service.spec.clusterIP === 'None' ? 'no address of its own (headless)' : `the address ${service.spec.clusterIP ?? ''}`}.` }]
  const pods = view.podsIn(namespace)
  const steps = [selectorLink, readyLink, targetPortLink, endpointsLink, listeningLink]
  for (const step of steps) {
    const link = step(view, service, pods)
    if (link === undefined) continue
    links.push(link)
    if (!link.ok) break
  }
  return chain(links)
}

function chain(links: readonly ServiceLink[]): ServiceExplanation {
  return { links, broken: links.find((link) => !link.ok) }
}

type Step = (view: NetworkView, service: Service, pods: readonly Pod[]) => ServiceLink | undefined

const hasSelector = (service: Service) => Object.keys(service.spec.selector ?? {}).length > 0

function selected(service: Service, pods: readonly Pod[]): Pod[] {
  const wanted = Object.entries(service.spec.selector ?? {})
  if (wanted.length === 0) return []
  return pods.filter((pod) => wanted.every(([key, value]) => pod.metadata.labels?.[key] === value) && pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed')
}

const names = (pods: readonly Pod[]) => pods.map((pod) => pod.metadata.name)
const labelText = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(',')

const selectorLink: Step = (_, service, pods) => {
  const { name } = service.metadata
  if (!hasSelector(service)) return undefined
  const chosen = selected(service, pods)
  const selector = labelText(service.spec.selector ?? {})
  if (chosen.length > 0) return { name: 'selector', ok: true, pods: names(chosen), say: `The selector ${selector} matches ${count(chosen.length, 'Pod')}.` }
  return { name: 'selector', ok: false, pods: [], say: `The selector ${selector} of Service ${name} matches no Pod in namespace ${service.metadata.namespace ?? ''}. ${nearMiss(service, pods)}` }
}

/** The Pod that comes nearest to a selector, and where it differs. */
function nearMiss(service: Service, pods: readonly Pod[]): string {
  const wanted = Object.entries(service.spec.selector ?? {})
  const scored = pods.map((pod) => ({ pod, score: wanted.filter(([key, value]) => pod.metadata.labels?.[key] === value).length * 2 + wanted.filter(([key]) => pod.metadata.labels?.[key] !== undefined).length }))
  const best = scored.sort((a, b) => b.score - a.score)[0]
  if (best === undefined) return 'There is no Pod at all there yet.'
  const labels = labelText(best.pod.metadata.labels ?? {})
  return labels === '' ? `Pod ${best.pod.metadata.name} has no labels.` : `Pod ${best.pod.metadata.name}, for example, is labelled ${labels}.`
}

const isReady = (pod: Pod) => pod.status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') === true

const readyLink: Step = (_, service, pods) => {
  if (!hasSelector(service)) return undefined
  const chosen = selected(service, pods)
  const ready = chosen.filter((pod) => isReady(pod) && pod.metadata.deletionTimestamp === undefined)
  if (ready.length > 0 || service.spec.publishNotReadyAddresses === true) return { name: 'ready', ok: true, pods: names(ready), say: `${String(ready.length)} of ${count(chosen.length, 'Pod')} ${ready.length === 1 ? 'is' : 'are'} ready.` }
  const first = chosen[0]
  return { name: 'ready', ok: false, pods: names(chosen), say: `None of the ${count(chosen.length, 'Pod')} that Service ${service.metadata.name} selects is ready, and a Service sends requests to ready Pods only. ${first === undefined ? '' : whyNotReady(first)}` }
}

function whyNotReady(pod: Pod): string {
  const { name } = pod.metadata
  if (pod.metadata.deletionTimestamp !== undefined) return `Pod ${name} is being deleted.`
  if (pod.spec.nodeName === undefined) return `Pod ${name} waits for a node.`
  const waiting = pod.status?.containerStatuses?.find((status) => status.state?.waiting !== undefined)
  if (waiting !== undefined) return `Container ${waiting.name} of Pod ${name} waits: ${waiting.state?.waiting?.reason ?? ''}.`
  return `The containers of Pod ${name} run, but its readiness probe has not passed.`
}

const targetPortLink: Step = (_, service, pods) => {
  const named = (service.spec.ports ?? []).filter((port) => typeof port.targetPort === 'string')
  const chosen = selected(service, pods)
  for (const port of named) {
    const without = chosen.filter((pod) => !portNames(pod).includes(String(port.targetPort)))
    if (chosen.length === 0 || without.length < chosen.length) continue
    const offered = [...new Set(without.flatMap(portNames))]
    return { name: 'target-port', ok: false, pods: names(without), say: `Port ${String(port.port)} of Service ${service.metadata.name} goes to the container port named ${String(port.targetPort)}, and no Pod has one. ${offered.length === 0 ? 'Their ports have no names' : `Their ports are named ${offered.join(', ')}`}.` }
  }
  if (named.length === 0) return undefined
  return { name: 'target-port', ok: true, pods: names(chosen), say: `The target port ${named.map((port) => String(port.targetPort)).join(', ')} is a named port of the Pods.` }
}

function portNames(pod: Pod): string[] {
  return pod.spec.containers.flatMap((container) => (container.ports ?? []).flatMap((port) => (port.name === undefined ? [] : [port.name])))
}

const endpointsLink: Step = (view, service) => {
  const all = (service.spec.ports ?? []).flatMap((port) => targetsOf(view, service, port))
  if (all.length > 0) return { name: 'endpoints', ok: true, pods: [], say: `The nodes know ${count(all.length, 'endpoint')}: ${all.slice(0, 3).map((target) => `${target.address}:${String(target.port)}`).join(', ')}${all.length > 3 ? ' …' : ''}.` }
  const why = hasSelector(service) ? 'A change of endpoints takes about a second to reach every node.' : 'It has no selector, so its EndpointSlice has to be written by hand.'
  return { name: 'endpoints', ok: false, pods: [], say: `The nodes know no endpoint of Service ${service.metadata.name} yet. ${why}` }
}

const listeningLink: Step = (view, service) => {
  for (const port of service.spec.ports ?? []) {
    const deaf = targetsOf(view, service, port).flatMap((target) => {
      const pod = view.podAt(target.address)
      return pod !== undefined && !listens(view, pod, target.port) ? [{ pod, port: target.port }] : []
    })
    const [first] = deaf
    if (first === undefined) continue
    return { name: 'listening', ok: false, pods: names(deaf.map(({ pod }) => pod)), say: `Port ${String(port.port)} of Service ${service.metadata.name} sends requests to port ${String(first.port)} of Pod ${first.pod.metadata.name}, where nothing listens. ${whereItListens(view, first.pod, first.port, port)}` }
  }
  return { name: 'listening', ok: true, pods: [], say: 'A process listens behind every endpoint.' }
}

function listens(view: NetworkView, pod: Pod, port: number): boolean {
  return view.runtime(pod.metadata.uid)?.containers.some((container) => listensOn(container, port, view.now)) === true
}

function whereItListens(view: NetworkView, pod: Pod, wanted: number, port: ServicePort): string {
  const listeners = view.runtime(pod.metadata.uid)?.containers.flatMap((container) => (container.phase === 'running' ? (container.process?.listens ?? []) : [])) ?? []
  if (listeners.some((listener) => listener.port === wanted)) return 'It is still starting, and without a readinessProbe the Pod counts as ready before it can answer.'
  if (listeners.length === 0) return 'Its containers listen on no port at all.'
  return `It listens on ${listeners.map((listener) => listener.port).join(', ')}: that belongs into targetPort, not ${String(port.targetPort)}.`
}

function count(number: number, word: string): string {
  return `${String(number)} ${word}${number === 1 ? '' : 's'}`
}
