import type { Cluster } from '@/lib/cluster/cluster'
import type { Pod, Service } from '@/lib/kube/core/v1.generated'
import type { Expectation, Outcome } from '../exercise'
import { explainService } from '@/lib/cluster/network/explain'
import type { ServiceCause } from '@/lib/cluster/network/service-cause'
import { endpointsOf, isReady, pods, podsOf, serviceOf, type ServiceEndpoint } from '../observe'
import type { Trial } from '../trial'
import { count, labelsText, namesOf } from './words'
import { placeOf } from '../place-of'

interface EndpointsWanted {
  readonly service: string
  readonly deployment: string
  /** The port the app listens on. */
  readonly port: number
  readonly namespace?: string
  /** The task says that Pods which are not ready must never be among them. */
  readonly readyOnly?: boolean
}

/** All ready Pods of a Deployment, and only those, are endpoints of a Service, on the port the app listens on. */
export function endpointsAreReadyPods(wanted: EndpointsWanted): Expectation {
  const { service, deployment, port } = wanted
  return {
    id: `endpoints-${service}`,
    title: `Every ready Pod of ${deployment} is an endpoint of ${service}`,
    needs: [`service-${service}`],
    check: (trial) => compareEndpoints(trial, wanted) ?? { met: true, message: `The endpoints of ${service} are the ready Pods of ${deployment}, on port ${port}.` },
  }
}

function compareEndpoints(trial: Trial, { service: name, deployment, port, namespace = 'default', readyOnly = false }: EndpointsWanted): Outcome | undefined {
  const cluster = trial.end
  const service = serviceOf(cluster, name, namespace)
  if (service === undefined) return { met: false, message: `There is no Service ${name}.` }
  const ready = podsOf(cluster, deployment, namespace).filter(isReady)
  const wantedText = `${count(ready.length, 'endpoint')} on port ${port}`
  const fail = (message: string, observed: string, field: string): Outcome => ({ met: false, message, wanted: wantedText, observed, evidence: { kind: 'object', object: { kind: 'Service', namespace, name }, say: message }, ...placeOf(trial, 'Service', name, field, namespace) })
  if (ready.length === 0) return fail(`No Pod of ${deployment} is ready, so there is nothing to send requests to.`, 'no ready Pod', 'spec.selector')
  const endpoints = endpointsOf(cluster, name, namespace).filter((endpoint) => endpoint.ready)
  if (readyOnly && service.spec.publishNotReadyAddresses === true) return fail(`publishNotReadyAddresses: true keeps Pods of ${name} in the list that are not ready, and requests go to them as well.`, 'publishNotReadyAddresses: true', 'spec.publishNotReadyAddresses')
  if (areThese(endpoints, ready, port)) return undefined
  const cause = explainService(cluster, namespace, name)
  if (cause !== undefined) return { ...fail(cause.say, seenOf(cause, service, endpoints), cause.field), ...fixOf(cause, service) }
  const { message, observed, field } = differenceOf(endpoints, ready, { service: name, deployment, port })
  return fail(message, observed, field)
}

function differenceOf(endpoints: readonly ServiceEndpoint[], ready: readonly Pod[], { service: name, deployment, port }: EndpointsWanted): { readonly message: string; readonly observed: string; readonly field: string } {
  if (endpoints.length === 0) return { message: `${name} has no endpoints.`, observed: '0 endpoints', field: 'spec.selector' }
  const foreign = endpoints.filter((endpoint) => !ready.some((pod) => pod.metadata.name === endpoint.pod))
  const strangers = [...new Set(foreign.map((endpoint) => endpoint.pod ?? endpoint.address))]
  if (strangers.length > 0) return { message: `${name} ${foreign.length === endpoints.length ? '' : 'also '}sends requests to ${namesOf(strangers)}, which ${strangers.length === 1 ? 'is no ready Pod' : 'are no ready Pods'} of ${deployment}.`, observed: `${count(endpoints.length, 'endpoint')}, ${foreign.length} of them foreign`, field: 'spec.selector' }
  const missing = ready.filter((pod) => !endpoints.some((endpoint) => endpoint.pod === pod.metadata.name))
  if (missing.length > 0) return { message: `${namesOf(missing.map((pod) => pod.metadata.name))} of ${deployment} ${missing.length === 1 ? 'is' : 'are'} ready and no endpoint of ${name}: the selector does not match ${missing.length === 1 ? 'it' : 'them'}.`, observed: `${endpoints.length} of ${ready.length} ready Pods`, field: 'spec.selector' }
  const ports = endpoints.find((endpoint) => !endpoint.ports.includes(port))?.ports ?? []
  if (ports.length === 0) return { message: `${name} offers no port, so its endpoints have none to send a request to. ${deployment} listens on ${port}.`, observed: 'no port', field: 'spec.ports' }
  return { message: `${name} sends requests to port ${ports.join(', ')} of the Pods. ${deployment} listens on ${port}.`, observed: `port ${ports.join(', ')}`, field: 'spec.ports[0].targetPort' }
}

/** Whether the endpoints are these Pods with this port; what other ports a Service offers is its own affair. */
function areThese(endpoints: readonly ServiceEndpoint[], ready: readonly Pod[], port: number): boolean {
  const names = new Set(ready.map((pod) => pod.metadata.name))
  return endpoints.every((endpoint) => endpoint.ports.includes(port) && names.has(endpoint.pod ?? '')) && new Set(endpoints.map(({ pod }) => pod)).size === names.size
}

/** The Pods that a Service's selector matches, ready or not. */
export function selectedPods(cluster: Cluster, service: Service): Pod[] {
  const selector = Object.entries(service.spec.selector ?? {})
  if (selector.length === 0) return []
  return pods(cluster, service.metadata.namespace).filter((pod) => selector.every(([key, value]) => pod.metadata.labels?.[key] === value))
}

/** The same cause in few words. */
function seenOf({ link }: ServiceCause, service: Service, endpoints: readonly ServiceEndpoint[]): string {
  const target = String(service.spec.ports?.[0]?.targetPort ?? '')
  switch (link) {
    case 'selector':
      return `no Pod has ${labelsText(service.spec.selector)}`
    case 'target-port':
      return `${count(endpoints.length, 'Pod')}, no port: none of them names one ${target}`
    case 'listening':
      return `port ${target}`
    case 'ready':
      return 'no ready Pod'
    case 'endpoints':
      return '0 endpoints'
  }
}

/** Where one word mends it, that word. */
function fixOf({ instead, field }: ServiceCause, service: Service): Pick<Outcome, 'fix'> {
  const was = service.spec.ports?.[0]?.targetPort
  return instead === undefined || was === undefined || !field.endsWith('targetPort') ? {} : { fix: { was: String(was), text: instead } }
}
