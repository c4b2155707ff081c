import type { ServicePort } from '@/lib/kube/core/v1.generated'
import type { Draft } from '../draft'
import type { FieldError } from '../field-error'
import { duplicate, forbidden, invalids, notSupported, required } from '../field-error'
import { validateDns1123Label, validatePortName, validatePortNumber, validateQualifiedName } from '../names'

const protocols = ['SCTP', 'TCP', 'UDP']
type Port = Draft<ServicePort>

/** A port by number or by name (ValidatePortNumOrName). */
export function validatePortNumberOrName(port: number | string | undefined, field: string): FieldError[] {
  if (typeof port === 'string') return invalids(field, port, validatePortName(port))
  return invalids(field, port ?? 0, validatePortNumber(port ?? 0))
}

function validateName(name: string, needsName: boolean, names: Set<string>, field: string): FieldError[] {
  if (name === '') return needsName ? [required(field)] : []
  const errors = invalids(field, name, validateDns1123Label(name))
  if (names.has(name)) errors.push(duplicate(field, name))
  names.add(name)
  return errors
}

function validatePort(port: Port, needsName: boolean, names: Set<string>, field: string): FieldError[] {
  const protocol = port.protocol ?? ''
  return [
    ...validateName(port.name ?? '', needsName, names, `${field}.name`),
    ...invalids(`${field}.port`, port.port ?? 0, validatePortNumber(port.port ?? 0)),
    ...(protocol === '' ? [required(`${field}.protocol`)] : protocols.includes(protocol) ? [] : [notSupported(`${field}.protocol`, protocol, protocols)]),
    ...validatePortNumberOrName(port.targetPort, `${field}.targetPort`),
    ...(port.appProtocol === undefined ? [] : invalids(`${field}.appProtocol`, port.appProtocol, validateQualifiedName(port.appProtocol))),
  ]
}

/** Everything wrong with a Service's ports one by one: with several, each needs a name (validateServicePort). */
export function validateServicePorts(ports: readonly Port[]): FieldError[] {
  const names = new Set<string>()
  return ports.flatMap((port, at) => validatePort(port, ports.length > 1, names, `spec.ports[${String(at)}]`))
}

/** A node port is of no use on a ClusterIP Service. */
export function validateNoNodePorts(ports: readonly Port[]): FieldError[] {
  return ports.flatMap((port, at) => ((port.nodePort ?? 0) === 0 ? [] : [forbidden(`spec.ports[${String(at)}].nodePort`, "may not be used when `type` is 'ClusterIP'")]))
}

function repeated(ports: readonly Port[], keyOf: (port: Port) => string | undefined, error: (port: Port, field: string) => FieldError): FieldError[] {
  const seen = new Set<string>()
  return ports.flatMap((port, at) => {
    const key = keyOf(port)
    if (key === undefined) return []
    const isRepeated = seen.has(key)
    seen.add(key)
    return isRepeated ? [error(port, `spec.ports[${String(at)}]`)] : []
  })
}

/** A pair of protocol and node port, and of protocol and port, may stand once; the second is shown as the server's own struct. */
export function validateDistinctPorts(ports: readonly Port[]): FieldError[] {
  const nodePortKey = (port: Port): string | undefined => ((port.nodePort ?? 0) === 0 ? undefined : `${port.protocol ?? ''}/${String(port.nodePort)}`)
  return [
    ...repeated(ports, nodePortKey, (port, field) => duplicate(`${field}.nodePort`, port.nodePort)),
    ...repeated(ports, (port) => `${port.protocol ?? ''}/${String(port.port ?? 0)}`, (port, field) =>
      duplicate(field, { Name: '', Protocol: port.protocol ?? '', AppProtocol: null, Port: port.port ?? 0, TargetPort: 0, NodePort: 0 }),
    ),
  ]
}
