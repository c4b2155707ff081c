import type { Pod, Service } from '@/lib/kube/core/v1.generated'
import { objectKey } from '@/lib/kube/object'
import type { Working } from '../../working/working'

/**
 * Docker-link style variables of the Services that exist when a container starts: those of the Pod's namespace (unless `enableServiceLinks` is false)
 * and `kubernetes`. Headless Services have none (pkg/kubelet/envvars).
 */
export function serviceVariables(working: Working, pod: Pod): Record<string, string> {
  const namespace = pod.metadata.namespace ?? ''
  const own = pod.spec.enableServiceLinks === false ? [] : (working.list(`/services/${namespace}`) as Service[])
  const master = working.get(objectKey('', 'services', 'default', 'kubernetes')) as Service | undefined
  const variables: Record<string, string> = {}
  for (const service of [...(master === undefined ? [] : [master]), ...own]) {
    if (service.spec.clusterIP === undefined || service.spec.clusterIP === 'None' || service.spec.clusterIP === '') continue
    if (service.metadata.name === 'kubernetes' && service !== master && namespace === 'default') continue
    Object.assign(variables, variablesOf(service, service.spec.clusterIP))
  }
  return variables
}

const known = new WeakMap<Service, Readonly<Record<string, string>>>()

/** The same for every container that starts while the Service is as it is. */
function variablesOf(service: Service, address: string): Readonly<Record<string, string>> {
  let variables = known.get(service)
  if (variables === undefined) {
    variables = writeVariables(service, address)
    known.set(service, variables)
  }
  return variables
}

function writeVariables(service: Service, address: string): Record<string, string> {
  const prefix = upper(service.metadata.name)
  const ports = service.spec.ports ?? []
  const [first] = ports
  if (first === undefined) return {}
  const variables: Record<string, string> = {
    [`${prefix}_SERVICE_HOST`]: address,
    [`${prefix}_SERVICE_PORT`]: String(first.port),
    [`${prefix}_PORT`]: url(first, address),
  }
  for (const port of ports) {
    if (port.name !== undefined && port.name !== '') variables[`${prefix}_SERVICE_PORT_${upper(port.name)}`] = String(port.port)
    const { protocol } = port
    const each = `${prefix}_PORT_${String(port.port)}_${protocol}`
    variables[each] = url(port, address)
    variables[`${each}_PROTO`] = protocol.toLowerCase()
    variables[`${each}_PORT`] = String(port.port)
    variables[`${each}_ADDR`] = address
  }
  return variables
}

function url(port: { readonly port: number; readonly protocol: string }, address: string): string {
  return `${port.protocol.toLowerCase()}://${address}:${String(port.port)}`
}

function upper(name: string): string {
  return name.toUpperCase().replaceAll('-', '_')
}
