import type { EndpointAddress, EndpointPort, Endpoints, EndpointSubset } from '@/lib/kube/core/v1.generated'
import { defineKind } from '../define-kind'
import type { Draft } from '../draft'
import { isEqual } from '../equality'
import type { FieldError } from '../field-error'
import { invalids, notSupported, required } from '../field-error'
import { validateIp, validateNonSpecialIp } from '../ip'
import { validateDns1123Label, validateDns1123Subdomain, validatePortNumber, validateQualifiedName } from '../names'

const protocols = ['SCTP', 'TCP', 'UDP']

function validateAddress(address: Draft<EndpointAddress>, field: string): FieldError[] {
  const ip = address.ip ?? ''
  return [
    ...validateIp(ip, `${field}.ip`),
    ...(address.hostname === undefined || address.hostname === '' ? [] : invalids(`${field}.hostname`, address.hostname, validateDns1123Label(address.hostname))),
    ...(address.nodeName === undefined ? [] : invalids(`${field}.nodeName`, address.nodeName, validateDns1123Subdomain(address.nodeName))),
    ...validateNonSpecialIp(ip, `${field}.ip`),
  ]
}

function validatePort(port: Draft<EndpointPort>, needsName: boolean, field: string): FieldError[] {
  const name = port.name ?? ''
  const protocol = port.protocol ?? ''
  return [
    ...(name === '' ? (needsName ? [required(`${field}.name`)] : []) : invalids(`${field}.name`, name, validateDns1123Label(name))),
    ...invalids(`${field}.port`, port.port ?? 0, validatePortNumber(port.port ?? 0)),
    ...(protocol === '' ? [required(`${field}.protocol`)] : protocols.includes(protocol) ? [] : [notSupported(`${field}.protocol`, protocol, protocols)]),
    ...(port.appProtocol === undefined ? [] : invalids(`${field}.appProtocol`, port.appProtocol, validateQualifiedName(port.appProtocol))),
  ]
}

function validateSubset(subset: EndpointSubset, field: string): FieldError[] {
  const { addresses = [], notReadyAddresses = [], ports = [] } = subset
  return [
    ...(addresses.length === 0 && notReadyAddresses.length === 0 ? [required(field, 'must specify `addresses` or `notReadyAddresses`')] : []),
    ...addresses.flatMap((address, at) => validateAddress(address, `${field}.addresses[${String(at)}]`)),
    ...notReadyAddresses.flatMap((address, at) => validateAddress(address, `${field}.notReadyAddresses[${String(at)}]`)),
    ...ports.flatMap((port, at) => validatePort(port, ports.length > 1, `${field}.ports[${String(at)}]`)),
  ]
}

function validateSubsets({ subsets = [] }: Endpoints): FieldError[] {
  return subsets.flatMap((subset, at) => validateSubset(subset, `subsets[${String(at)}]`))
}

function defaultEndpoints(endpoints: Endpoints): Endpoints {
  if (endpoints.subsets === undefined) return endpoints
  const subsets = endpoints.subsets.map((subset) =>
    subset.ports === undefined ? subset : { ...subset, ports: subset.ports.map((port) => ({ ...port, protocol: (port.protocol ?? '') === '' ? 'TCP' : (port.protocol ?? 'TCP') })) },
  )
  return { ...endpoints, subsets: subsets }
}

/** Endpoints, the old form of EndpointSlice (ValidateEndpoints). */
export const endpoints = defineKind<Endpoints>(
  {
    group: '',
    version: 'v1',
    kind: 'Endpoints',
    resource: 'endpoints',
    shortNames: ['ep'],
    definition: 'io.k8s.api.core.v1.Endpoints',
    deprecation: 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
  },
  {
    default: defaultEndpoints,
    validate: validateSubsets,
    validateUpdate: (object, old) => (isEqual(object.subsets, old.subsets) ? [] : validateSubsets(object)),
  },
)
