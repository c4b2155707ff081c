import { fail } from '../../failure'
import { flag, type ParsedFlags } from '../../flags'
import { isObject, valueAt, type JsonObject } from '../../json'
import type { FoundObject } from '../change-object'
import { protocolsFor, selectorFor, type Protocols } from './derive'

/** What one object gave stays for those behind it: kubectl keeps it where the flags would stand (expose.go RunExpose). */
export interface Derived {
  selector?: JsonObject
  port?: string
  ports?: string
  protocols?: Protocols
  labels?: JsonObject
}

const longestName = 63

/** The Service of one object (kubectl pkg/cmd/expose/expose.go createService). */
export function buildService(found: FoundObject, flags: ParsedFlags, derived: Derived): JsonObject {
  derive(found, flags, derived)
  const selector = given(flags, 'selector') === '' ? (derived.selector ?? {}) : parseLabels(given(flags, 'selector'))
  const labels = given(flags, 'labels') === '' ? (derived.labels ?? {}) : parseLabels(given(flags, 'labels'))
  const ports = portsOf(flags, derived)
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: given(flags, 'name') === '' ? found.name.slice(0, longestName) : given(flags, 'name'), ...(Object.keys(labels).length > 0 ? { labels } : {}) },
    spec: { ...(ports.length === 0 ? {} : { ports }), selector, ...optionsOf(flags) },
    status: { loadBalancer: {} },
  }
}

function given(flags: ParsedFlags, name: string): string {
  return flag(flags, name) ?? ''
}

function derive(found: FoundObject, flags: ParsedFlags, derived: Derived): void {
  if (given(flags, 'selector') === '') derived.selector ??= selectorFor(found)
  const protocols = protocolsFor(found)
  if (given(flags, 'port') === '' && derived.port === undefined) derivePorts([...protocols.keys()], flags, derived)
  if (protocols.size > 0) derived.protocols = protocols
  const labels = valueAt(found.object, ['metadata', 'labels'])
  if (derived.labels === undefined && isObject(labels) && Object.keys(labels).length > 0) derived.labels = labels
}

function derivePorts(numbers: readonly string[], flags: ParsedFlags, derived: Derived): void {
  if (numbers.length === 0 && given(flags, 'cluster-ip') !== 'None') fail("couldn't find port via --port flag or introspection")
  if (numbers.length === 1) derived.port = numbers.join()
  if (numbers.length > 1) derived.ports = numbers.join(',')
}

function parseLabels(text: string): JsonObject {
  return Object.fromEntries(text.split(',').map((pair): [string, string] => {
    const [key = '', value, ...more] = pair.split('=')
    if (value === undefined || more.length > 0) return fail(`unexpected label spec: ${pair}`)
    return key === '' ? fail('unexpected empty label key') : [key, value]
  }).sort())
}

function portsOf(flags: ParsedFlags, derived: Derived): JsonObject[] {
  const numbers = (derived.ports ?? (given(flags, 'port') === '' ? (derived.port ?? '') : given(flags, 'port'))).split(',').filter((text, _at, all) => all.length > 1 || text !== '')
  const target = given(flags, 'target-port')
  const targetPort = target === '' ? undefined : /^[-+]?\d+$/.test(target) ? Number(target) : target
  return numbers.flatMap((text, at) => {
    const port = portNumber(text)
    const protocols = protocolsOf(text, flags, derived.protocols)
    return protocols.map((protocol) => ({ ...nameOf(at, protocol, numbers.length > 1, protocols.length > 1), port, protocol, targetPort: targetPort ?? port }))
  })
}

/** --protocol, or what the object itself has for that number, or TCP. */
function protocolsOf(number: string, flags: ParsedFlags, protocols: Protocols | undefined): readonly string[] {
  const asked = given(flags, 'protocol')
  return asked === '' ? (protocols?.get(number) ?? ['TCP']) : [asked]
}

function nameOf(at: number, protocol: string, isOneOfMany: boolean, hasRivals: boolean): JsonObject {
  const name = `port-${String(at + 1)}`
  return hasRivals ? { name: `${name}-${protocol.toLowerCase()}` } : isOneOfMany ? { name } : {}
}

function portNumber(text: string): number {
  return /^[-+]?\d+$/.test(text) ? Number(text) : fail(`strconv.Atoi: parsing "${text}": invalid syntax`)
}

function optionsOf(flags: ParsedFlags): JsonObject {
  const [type, externalIP, balancerIP, affinity, clusterIP] = ['type', 'external-ip', 'load-balancer-ip', 'session-affinity', 'cluster-ip'].map((name) => given(flags, name))
  if (!['', 'None', 'ClientIP'].includes(affinity ?? '')) fail(`unknown session affinity: ${affinity ?? ''}`)
  return {
    ...filled('type', type),
    ...(externalIP === '' ? {} : { externalIPs: [externalIP] }),
    ...(type === 'LoadBalancer' ? filled('loadBalancerIP', balancerIP) : {}),
    ...filled('sessionAffinity', affinity),
    ...filled('clusterIP', clusterIP),
  }
}

function filled(name: string, value = ''): JsonObject {
  return value === '' ? {} : { [name]: value }
}
