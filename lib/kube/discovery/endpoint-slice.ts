import type { Endpoint, EndpointHints, EndpointPort, EndpointSlice } from '@/lib/kube/discovery/v1.generated'
import { defineKind } from '../define-kind'
import type { Draft } from '../draft'
import { isEqual } from '../equality'
import type { FieldError } from '../field-error'
import { duplicate, invalid, invalids, notSupported, required, tooMany } from '../field-error'
import { parseIp, validateIp, validateNonSpecialIp } from '../ip'
import { validateLabels } from '../labels'
import { validateDns1123Label, validateDns1123Subdomain, validateLabelValue, validateQualifiedName } from '../names'
import { validateImmutable } from '../object-meta'

const addressTypes = ['FQDN', 'IPv4', 'IPv6']
const protocols = ['SCTP', 'TCP', 'UDP']
const limits = { endpoints: 1000, addresses: 100, ports: 20_000, zones: 8, topology: 16 } as const

/** A name of at least two labels (IsFullyQualifiedDomainName); the first fault only. */
function validateDomain(value: string, field: string): FieldError[] {
  if (value === '') return [required(field)]
  const name = value.endsWith('.') ? value.slice(0, -1) : value
  const faults = validateDns1123Subdomain(name)
  if (faults.length > 0) return [invalid(field, name, faults.join(','))]
  if (!name.includes('.')) return [invalid(field, name, 'should be a domain with at least two segments separated by dots')]
  return name.split('.').flatMap((label) => (validateDns1123Label(label).length > 0 ? [invalid(field, label, validateDns1123Label(label).join(','))] : [])).slice(0, 1)
}

function validateIpOfFamily(value: string, family: 'IPv4' | 'IPv6', list: string, field: string): FieldError[] {
  const faults = validateIp(value, field)
  if (faults.length > 0) return faults
  const other = parseIp(value)?.family !== family
  return [...(other ? [invalid(list, value, `must be an ${family} address`)] : []), ...validateNonSpecialIp(value, field)]
}

function validateAddress(value: string, addressType: string, list: string, field: string): FieldError[] {
  if (addressType === 'FQDN') return validateDomain(value, field)
  return addressType === 'IPv4' || addressType === 'IPv6' ? validateIpOfFamily(value, addressType, list, field) : []
}

function validateAddresses(addresses: readonly string[], addressType: string, field: string): FieldError[] {
  if (addresses.length === 0) return [required(field, 'must contain at least 1 address')]
  return [
    ...(addresses.length > limits.addresses ? [tooMany(field, addresses.length, limits.addresses)] : []),
    ...addresses.flatMap((address, at) => validateAddress(address, addressType, field, `${field}[${String(at)}]`)),
  ]
}

function validateHints(hints: Draft<EndpointHints> | undefined, field: string): FieldError[] {
  return (['forZones', 'forNodes'] as const).flatMap((part) => {
    const items = hints?.[part] ?? []
    if (items.length > limits.zones) return [tooMany(`${field}.${part}`, items.length, limits.zones)]
    const seen = new Set<string>()
    return items.flatMap(({ name = '' }, at) => {
      const here = `${field}.${part}[${String(at)}].name`
      if (seen.has(name)) return [duplicate(here, name)]
      seen.add(name)
      return invalids(here, name, part === 'forZones' ? validateLabelValue(name) : validateDns1123Subdomain(name))
    })
  })
}

function validateEndpoint(endpoint: Draft<Endpoint>, addressType: string, field: string): FieldError[] {
  const { hostname, nodeName } = endpoint
  return [
    ...validateAddresses(endpoint.addresses ?? [], addressType, `${field}.addresses`),
    ...validateLabels(endpoint.deprecatedTopology, `${field}.deprecatedTopology`),
    ...(nodeName === undefined ? [] : invalids(`${field}.nodeName`, nodeName, validateDns1123Subdomain(nodeName))),
    ...(hostname === undefined ? [] : invalids(`${field}.hostname`, hostname, validateDns1123Label(hostname))),
    ...validateHints(endpoint.hints, `${field}.hints`),
  ]
}

function validatePorts(ports: readonly Draft<EndpointPort>[]): FieldError[] {
  if (ports.length > limits.ports) return [tooMany('ports', ports.length, limits.ports)]
  const names = new Set<string>()
  return ports.flatMap((port, at) => {
    const field = `ports[${String(at)}]`
    const { name = '', protocol = '', appProtocol } = port
    const errors = name === '' ? [] : invalids(`${field}.name`, name, validateDns1123Label(name))
    if (names.has(name)) errors.push(duplicate(`${field}.name`, name))
    names.add(name)
    if (protocol === '') errors.push(required(`${field}.protocol`))
    else if (!protocols.includes(protocol)) errors.push(notSupported(`${field}.protocol`, protocol, protocols))
    if (appProtocol !== undefined) errors.push(...invalids(`${field}.appProtocol`, appProtocol, validateQualifiedName(appProtocol)))
    return errors
  })
}

function validateSlice(slice: Draft<EndpointSlice>): FieldError[] {
  const { addressType = '', endpoints = [], ports = [] } = slice
  const typeErrors = addressType === '' ? [required('addressType')] : addressTypes.includes(addressType) ? [] : [notSupported('addressType', addressType, addressTypes)]
  if (endpoints.length > limits.endpoints) return [...typeErrors, tooMany('endpoints', endpoints.length, limits.endpoints), ...validatePorts(ports)]
  return [...typeErrors, ...endpoints.flatMap((endpoint, at) => validateEndpoint(endpoint, addressType, `endpoints[${String(at)}]`)), ...validatePorts(ports)]
}

function defaultSlice(slice: EndpointSlice): EndpointSlice {
  // A slice without endpoints is stored with `ports: null`.
  if ((slice.ports as EndpointSlice['ports'] | null | undefined ?? null) === null) return slice
  const ports = (slice.ports ?? []).map((port) => ({ ...port, name: port.name ?? '', protocol: (port.protocol ?? '') === '' ? 'TCP' : (port.protocol ?? 'TCP') }))
  return { ...slice, ports: ports }
}

/** EndpointSlice: where a Service's traffic goes (pkg/apis/discovery/validation). */
export const endpointSlice = defineKind<EndpointSlice>(
  { group: 'discovery.k8s.io', version: 'v1', kind: 'EndpointSlice', resource: 'endpointslices', definition: 'io.k8s.api.discovery.v1.EndpointSlice', generation: true },
  {
    default: defaultSlice,
    validate: (slice) => validateSlice(slice),
    validateUpdate: (slice, old) => [...validateSlice(slice), ...validateImmutable(slice.addressType, old.addressType, 'addressType')],
    warnings: (slice, old) => (slice.addressType === 'FQDN' && !isEqual(old?.addressType, 'FQDN') ? ['spec.addressType: FQDN endpoints are deprecated'] : []),
  },
)
