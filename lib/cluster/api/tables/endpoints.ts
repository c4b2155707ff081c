import type { Endpoints } from '@/lib/kube/core/v1.generated'
import type { EndpointSlice } from '@/lib/kube/discovery/v1.generated'
import { ageOf } from './age'
import { printer } from './printer'

const most = 3

export const endpointsPrinter = printer<Endpoints>([{ name: 'Name' }, { name: 'Endpoints' }, { name: 'Age' }], ({ metadata, subsets = [] }, time) => [
  metadata.name,
  endpointsText(subsets),
  ageOf(metadata.creationTimestamp, time),
])

/** Addresses with their ports, three at most (printers.go formatEndpoints). */
function endpointsText(subsets: NonNullable<Endpoints['subsets']>): string {
  const all = subsets.flatMap(({ addresses = [], ports = [] }) => (ports.length === 0 ? addresses.map(({ ip }) => ip) : ports.flatMap(({ port }) => addresses.map(({ ip }) => (ip.includes(':') ? `[${ip}]:${String(port)}` : `${ip}:${String(port)}`)))))
  if (subsets.length === 0) return '<none>'
  return all.length > most ? `${all.slice(0, most).join(',')} + ${String(all.length - most)} more...` : all.join(',')
}

export const endpointSlicePrinter = printer<EndpointSlice>(
  [{ name: 'Name' }, { name: 'AddressType' }, { name: 'Ports' }, { name: 'Endpoints' }, { name: 'Age' }],
  ({ metadata, addressType, ports, endpoints }, time) => [metadata.name, addressType ?? '', portsText(ports ?? []), addressesText(endpoints ?? []), ageOf(metadata.creationTimestamp, time)],
)

function portsText(ports: NonNullable<EndpointSlice['ports']>): string {
  if (ports.length === 0) return '<unset>'
  const shown = ports.slice(0, most).map(({ name, port }) => (port === undefined ? (name ?? '') === '' ? '*' : (name ?? '') : String(port)))
  return ports.length > most ? `${shown.join(',')} + ${String(ports.length - most)} more...` : shown.join(',')
}

function addressesText(endpoints: NonNullable<EndpointSlice['endpoints']>): string {
  if (endpoints.length === 0) return '<unset>'
  const all = endpoints.flatMap(({ addresses }) => addresses)
  return all.length > most ? `${all.slice(0, most).join(',')} + ${String(all.length - most)} more...` : all.join(',')
}
