import type { Draft } from '@/lib/kube/draft'
import type { Quantity } from '@/lib/kube/meta/v1.generated'
import { defaultResourceList } from '@/lib/kube/resource-list'
import { defaultContainer, defaultEphemeralContainer, defaultRequirements } from './container-defaults'
import { aggregateContainers } from './pod-resources'
import type { Container, Pod, PodSpec } from './v1.generated'
import { defaultVolume } from './volume-defaults'

type ResourceList = Readonly<Record<string, Quantity>>

const gracePeriodSeconds = 30

function orElse<Text extends string>(value: Text | undefined, fallback: Text): Text {
  return value === undefined || value.length === 0 ? fallback : value
}

/** `serviceAccount` is the old name of `serviceAccountName`: either fills the other. */
function defaultAccount(spec: PodSpec): Pick<PodSpec, 'serviceAccountName' | 'serviceAccount'> {
  const name = orElse(spec.serviceAccountName, spec.serviceAccount ?? '')
  return name === '' ? {} : { serviceAccountName: name, serviceAccount: name }
}

/** Fills what any Pod's spec leaves out, in a template too (SetDefaults_PodSpec). */
export function defaultPodSpec(spec: PodSpec): PodSpec {
  const { initContainers, ephemeralContainers, volumes, overhead, resources } = spec
  // Of the lists only `containers` is written when it is missing; completing the object for the store does that.
  const containers = spec.containers as readonly Container[] | undefined
  const given: Draft<PodSpec> = spec
  return {
    ...spec,
    ...(volumes === undefined ? {} : { volumes: volumes.map(defaultVolume) }),
    ...(initContainers === undefined ? {} : { initContainers: initContainers.map(defaultContainer) }),
    ...(containers === undefined ? {} : { containers: containers.map(defaultContainer) }),
    ...(ephemeralContainers === undefined ? {} : { ephemeralContainers: ephemeralContainers.map(defaultEphemeralContainer) }),
    ...(overhead === undefined ? {} : { overhead: defaultResourceList(overhead) ?? overhead }),
    ...(resources === undefined ? {} : { resources: defaultRequirements(resources) }),
    ...defaultAccount(spec),
    restartPolicy: orElse(spec.restartPolicy, 'Always'),
    terminationGracePeriodSeconds: given.terminationGracePeriodSeconds ?? gracePeriodSeconds,
    dnsPolicy: orElse(spec.dnsPolicy, 'ClusterFirst'),
    securityContext: (given.securityContext ?? {}) as PodSpec['securityContext'],
    schedulerName: orElse(spec.schedulerName, 'default-scheduler'),
  }
}

/** Requests not given are the limits. */
function requestLimits(container: Container): Container {
  const { limits, requests } = container.resources
  if (limits === undefined) return container
  return { ...container, resources: { ...container.resources, requests: { ...limits, ...requests } } }
}

/** With the node's network, a port of the container is that port of the node. */
function openHostPorts(container: Container): Container {
  const ports = container.ports?.map((port) => ((port.hostPort ?? 0) === 0 && port.containerPort !== 0 ? { ...port, hostPort: port.containerPort } : port))
  return ports === undefined ? container : { ...container, ports }
}

function completeContainer(spec: PodSpec): (container: Container) => Container {
  return (container) => (spec.hostNetwork === true ? openHostPorts(requestLimits(container)) : requestLimits(container))
}

function defaultPodRequests(spec: PodSpec): PodSpec {
  const limits = spec.resources?.limits
  if (limits === undefined || Object.keys(limits).length === 0) return spec
  const requests: Record<string, Quantity> = { ...spec.resources?.requests }
  const needed: ResourceList = aggregateContainers(spec, 'requests')
  for (const name of ['cpu', 'memory']) {
    const amount = needed[name]
    if (requests[name] === undefined && amount !== undefined) requests[name] = amount
  }
  for (const name in limits) requests[name] ??= limits[name] ?? 0
  return { ...spec, resources: { ...spec.resources, requests } }
}

/** Fills what a Pod leaves out, beyond its spec's own defaults: requests from limits, service links, node ports; a negative grace period is 1 (SetDefaults_Pod). */
export function defaultPod(pod: Pod): Pod {
  const spec = defaultPodSpec(pod.spec)
  const complete = completeContainer(spec)
  const containers = spec.containers as readonly Container[] | undefined
  const completed: PodSpec = {
    ...spec,
    ...(containers === undefined ? {} : { containers: containers.map(complete) }),
    ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(complete) }),
    enableServiceLinks: spec.enableServiceLinks ?? true,
    terminationGracePeriodSeconds: spec.terminationGracePeriodSeconds < 0 ? 1 : spec.terminationGracePeriodSeconds,
  }
  return { ...pod, spec: defaultPodRequests(completed) }
}
