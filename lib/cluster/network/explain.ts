import type { Pod, Service } from '@/lib/kube/core/v1.generated'
import type { Cluster } from '../cluster'
import { listensOn } from '../kubelet/runtime'
import { targetsOf } from './pick-endpoint'
import { causeOf, type BrokenLink, type ServiceCause, type ServiceFacts } from './service-cause'
import { NetworkView } from './view'

/**
 * Follows a Service from its selector to the processes behind it, and says why the first thing that keeps requests from being answered does so.
 * Undefined where nothing does, or there is no such Service.
 */
export function explainService(cluster: Cluster, namespace: string, name: string): ServiceCause | undefined {
  const view = new NetworkView(cluster)
  const service = view.service(namespace, name)
  if (service === undefined || service.spec.type === 'ExternalName') return undefined
  const facts = factsOf(view, service)
  const link = brokenLink(view, facts)
  return link === undefined ? undefined : causeOf(link, facts)
}

function factsOf(view: NetworkView, service: Service): ServiceFacts {
  const wanted = Object.entries(service.spec.selector ?? {})
  const living = view.podsIn(service.metadata.namespace ?? '').filter((pod) => pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed')
  const isSelected = (pod: Pod) => wanted.length > 0 && wanted.every(([key, value]) => pod.metadata.labels?.[key] === value)
  const selected = living.filter(isSelected)
  const listens = selected.flatMap((pod) => listeners(view, pod))
  return { service, selected, others: living.filter((pod) => !isSelected(pod)), listens: [...new Set(listens)] }
}

function brokenLink(view: NetworkView, { service, selected }: ServiceFacts): BrokenLink | undefined {
  const ports = service.spec.ports ?? []
  const targets = ports.flatMap((port) => targetsOf(view, service, port))
  if (Object.keys(service.spec.selector ?? {}).length === 0) return targets.length === 0 ? 'endpoints' : undefined
  if (selected.length === 0) return 'selector'
  if (ports.some(({ targetPort }) => typeof targetPort === 'string' && !selected.some((pod) => hasPort(pod, targetPort)))) return 'target-port'
  if (service.spec.publishNotReadyAddresses !== true && !selected.some(isReady)) return 'ready'
  const deaf = targets.some((target) => {
    const pod = view.podAt(target.address)
    return pod !== undefined && !willListen(view, pod, target.port)
  })
  return deaf ? 'listening' : undefined
}

function hasPort(pod: Pod, name: string): boolean {
  return pod.spec.containers.some((container) => container.ports?.some((port) => port.name === name) === true)
}

function isReady(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp === undefined && pod.status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') === true
}

function listeners(view: NetworkView, pod: Pod): number[] {
  return view.runtime(pod.metadata.uid)?.containers.flatMap((container) => (container.phase === 'running' ? (container.process?.listens ?? []) : [])).map(({ port }) => port) ?? []
}

/** Listens now, or will when it has started. */
function willListen(view: NetworkView, pod: Pod, port: number): boolean {
  const containers = view.runtime(pod.metadata.uid)?.containers ?? []
  return listeners(view, pod).includes(port) || containers.some((container) => listensOn(container, port, view.now))
}
