import { defaultResourceList } from '@/lib/kube/resource-list'
import type { Container, ContainerPort, EnvVar, EphemeralContainer, HTTPGetAction, Lifecycle, LifecycleHandler, Probe, ResourceRequirements } from './v1.generated'

/** The tag of an image, `latest` when it has neither tag nor digest; empty for a digest alone (parsers.ParseImageName). */
export function imageTag(image: string): string {
  const [name = '', digest] = image.split('@', 2)
  const colon = name.lastIndexOf(':')
  if (colon > name.lastIndexOf('/')) return name.slice(colon + 1)
  return digest === undefined ? 'latest' : ''
}

/** `Always` for latest, else `IfNotPresent`; what is no image counts as tagged. */
export function defaultPullPolicy(image: string): 'Always' | 'IfNotPresent' {
  return isImageReference(image) && imageTag(image) === 'latest' ? 'Always' : 'IfNotPresent'
}

const reference = /^(?:[a-zA-Z0-9][a-zA-Z0-9.-]*(?::\d+)?\/)?[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/

/** Whether a text is an image's name as registries know it: lower case (distribution reference.ParseNormalizedNamed). */
export function isImageReference(image: string): boolean {
  return reference.test(image)
}

function defaultHttpGet(action: HTTPGetAction): HTTPGetAction {
  return { ...action, path: isMissing(action.path) ? '/' : action.path, scheme: isMissing(action.scheme) ? 'HTTP' : action.scheme }
}

function isMissing(text: string | undefined): text is undefined | '' {
  return text === undefined || text === ''
}

function orElse(value: number | undefined, fallback: number): number {
  return value === undefined || value === 0 ? fallback : value
}

function defaultProbe(probe: Probe): Probe {
  return {
    ...probe,
    ...(probe.httpGet === undefined ? {} : { httpGet: defaultHttpGet(probe.httpGet) }),
    ...(probe.grpc === undefined ? {} : { grpc: { ...probe.grpc, service: probe.grpc.service ?? '' } }),
    timeoutSeconds: orElse(probe.timeoutSeconds, 1),
    periodSeconds: orElse(probe.periodSeconds, 10),
    successThreshold: orElse(probe.successThreshold, 1),
    failureThreshold: orElse(probe.failureThreshold, 3),
  }
}

function defaultHandler(handler: LifecycleHandler): LifecycleHandler {
  return handler.httpGet === undefined ? handler : { ...handler, httpGet: defaultHttpGet(handler.httpGet) }
}

function defaultLifecycle(lifecycle: Lifecycle): Lifecycle {
  return {
    ...lifecycle,
    ...(lifecycle.postStart === undefined ? {} : { postStart: defaultHandler(lifecycle.postStart) }),
    ...(lifecycle.preStop === undefined ? {} : { preStop: defaultHandler(lifecycle.preStop) }),
  }
}

function defaultPort(port: ContainerPort): ContainerPort {
  return isMissing(port.protocol) ? { ...port, protocol: 'TCP' } : port
}

function defaultEnv(variable: EnvVar): EnvVar {
  const source = variable.valueFrom
  if (source?.fieldRef !== undefined) {
    const apiVersion = isMissing(source.fieldRef.apiVersion) ? 'v1' : source.fieldRef.apiVersion
    return { ...variable, valueFrom: { ...source, fieldRef: { ...source.fieldRef, apiVersion } } }
  }
  return variable
}

function defaultProbes(container: Container): Pick<Container, 'livenessProbe' | 'readinessProbe' | 'startupProbe' | 'lifecycle'> {
  const { livenessProbe, readinessProbe, startupProbe, lifecycle } = container
  return {
    ...(livenessProbe === undefined ? {} : { livenessProbe: defaultProbe(livenessProbe) }),
    ...(readinessProbe === undefined ? {} : { readinessProbe: defaultProbe(readinessProbe) }),
    ...(startupProbe === undefined ? {} : { startupProbe: defaultProbe(startupProbe) }),
    ...(lifecycle === undefined ? {} : { lifecycle: defaultLifecycle(lifecycle) }),
  }
}

/** Amounts of a container's or a Pod's resources, rounded as every list of resources is. */
export function defaultRequirements(resources: ResourceRequirements): ResourceRequirements {
  const { limits, requests } = resources
  return {
    ...resources,
    ...(limits === undefined ? {} : { limits: defaultResourceList(limits) ?? limits }),
    ...(requests === undefined ? {} : { requests: defaultResourceList(requests) ?? requests }),
  }
}

/** Fills what a container leaves out (SetDefaults_Container and those of its parts). */
export function defaultContainer(container: Container): Container {
  return {
    ...container,
    ...(container.ports === undefined ? {} : { ports: container.ports.map(defaultPort) }),
    ...(container.env === undefined ? {} : { env: container.env.map(defaultEnv) }),
    ...defaultProbes(container),
    resources: defaultRequirements(container.resources),
    imagePullPolicy: isMissing(container.imagePullPolicy) ? defaultPullPolicy(container.image ?? '') : container.imagePullPolicy,
    terminationMessagePath: isMissing(container.terminationMessagePath) ? '/dev/termination-log' : container.terminationMessagePath,
    terminationMessagePolicy: isMissing(container.terminationMessagePolicy) ? 'File' : container.terminationMessagePolicy,
  }
}

/** Ephemeral containers are completed as containers are. */
export function defaultEphemeralContainer(container: EphemeralContainer): EphemeralContainer {
  return { ...container, ...defaultContainer({ ...container, resources: container.resources ?? {} } as Container) }
}
