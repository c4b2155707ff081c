import type { EndpointPort } from '@/lib/kube/core/v1.generated'
import type { EndpointPort as SlicePort } from '@/lib/kube/discovery/v1.generated'

/** Ports of Endpoints in the order of their hashes, as controllers write them (endpointslice util portsInOrder, endpoints portsByHash: FNV-1a of 128 bits over the printed Go value). */
export function inOrder(ports: readonly EndpointPort[]): EndpointPort[] {
  return byHash(ports, (port) => `(v1.EndpointPort){Name:(string)${port.name ?? ''} Port:(int32)${String(port.port)} Protocol:(v1.Protocol)${port.protocol ?? ''} AppProtocol:(*string)${port.appProtocol ?? '<nil>'}}`)
}

/** The same of an EndpointSlice, whose type prints otherwise. */
export function inSliceOrder(ports: readonly SlicePort[]): SlicePort[] {
  return byHash(ports, (port) => `(v1.EndpointPort){Name:(*string)${port.name ?? ''} Protocol:(*v1.Protocol)${port.protocol ?? ''} Port:(*int32)${String(port.port)} AppProtocol:(*string)${port.appProtocol ?? '<nil>'}}`)
}

function byHash<T>(ports: readonly T[], print: (port: T) => string): T[] {
  if (ports.length < 2) return [...ports]
  const hashed = ports.map((port) => ({ port, hash: fnv128a(print(port)) }))
  return hashed.sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0)).map(({ port }) => port)
}

const offset = 0x6c62272e07bb014262b821756295c58dn
const prime = 0x0000000001000000000000000000013bn

function fnv128a(text: string): bigint {
  let hash = offset
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(128, (hash ^ BigInt(byte)) * prime)
  return hash
}
