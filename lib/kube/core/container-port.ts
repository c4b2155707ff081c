import type { Draft } from '@/lib/kube/draft'
import { isBlank } from '@/lib/kube/draft'
import { duplicate, invalids, notSupported, required, type FieldError } from '@/lib/kube/field-error'
import { validatePortName, validatePortNumber } from '@/lib/kube/names'
import type { Container, ContainerPort } from './v1.generated'

const protocols = ['SCTP', 'TCP', 'UDP']

/** A container's `ports`. */
export function validateContainerPorts(ports: readonly Draft<ContainerPort>[] | undefined, path: string): FieldError[] {
  const names = new Set<string>()
  return (ports ?? []).flatMap((port, index) => {
    const itemPath = `${path}[${String(index)}]`
    return [...validateName(port.name, `${itemPath}.name`, names), ...validateNumbers(port, itemPath), ...validateProtocol(port.protocol, `${itemPath}.protocol`)]
  })
}

function validateName(name: string | undefined, path: string, names: Set<string>): FieldError[] {
  if (isBlank(name)) return []
  const problems = validatePortName(name)
  if (problems.length > 0) return invalids(path, name, problems)
  if (names.has(name)) return [duplicate(path, name)]
  names.add(name)
  return []
}

function validateNumbers(port: Draft<ContainerPort>, path: string): FieldError[] {
  const number = port.containerPort ?? 0
  const hostPort = port.hostPort ?? 0
  return [
    ...(number === 0 ? [required(`${path}.containerPort`)] : invalids(`${path}.containerPort`, number, validatePortNumber(number))),
    ...(hostPort === 0 ? [] : invalids(`${path}.hostPort`, hostPort, validatePortNumber(hostPort))),
  ]
}

function validateProtocol(protocol: string | undefined, path: string): FieldError[] {
  if (isBlank(protocol)) return [required(path)]
  return protocols.includes(protocol) ? [] : [notSupported(path, protocol, protocols)]
}

/** No port of the node may be taken twice by the containers given (AccumulateUniqueHostPorts). */
export function validateHostPortConflicts(containers: readonly Draft<Container>[], path: string): FieldError[] {
  const taken = new Set<string>()
  const errors: FieldError[] = []
  for (const [at, container] of containers.entries()) {
    for (const [index, port] of (container.ports ?? []).entries()) {
      const hostPort = port.hostPort ?? 0
      if (hostPort === 0) continue
      const key = `${port.protocol ?? ''}/${port.hostIP ?? ''}/${String(hostPort)}`
      if (taken.has(key)) errors.push(duplicate(`${path}[${String(at)}].ports[${String(index)}].hostPort`, key))
      taken.add(key)
    }
  }
  return errors
}
