import type { Pod, Service } from '@/lib/kube/core/v1.generated'
import type { Command } from '../../command'
import { CommandFailure, fail } from '../../failure'
import { flagList } from '../../flags'
import { attachablePod, objectOf, podTimeoutMs } from './pod-of'

export const portForwardCommand: Command = {
  name: 'port-forward',
  about: 'Forward local ports to a Pod: not part of this practice cluster.',
  usage: 'kubectl port-forward POD | TYPE/NAME [LOCAL:]PORT …',
  *run(invocation) {
    const [target, ...ports] = invocation.args
    if (target === undefined || ports.length === 0) throw new CommandFailure(`error: TYPE/NAME and list of ports are required for port-forward\nSee '${invocation.command} -h' for help and examples`)
    const timeoutMs = podTimeoutMs(invocation, 60_000)
    const found = yield* objectOf(invocation, target)
    const pod = yield* attachablePod(invocation, found, timeoutMs)
    const pairs = ports.map(split)
    const numbered = found.definition.kind === 'Service' ? serviceToPod(pairs, found.object as unknown as Service, pod) : toPod(pairs, pod)
    if (pod.status?.phase !== 'Running') fail(`unable to forward port because pod is not running. Current status=${pod.status?.phase ?? ''}`)
    for (const address of flagList(invocation.flags, 'address')) if (address !== 'localhost' && !/^(?:[\d.]+|[\da-fA-F:.]*:[\da-fA-F:.]*)$/.test(address)) fail(`error parsing address ${address}: ${address} is not a valid IP`)
    for (const pair of numbered) checkNumbers(pair)
    return fail('forwarding ports is not part of this practice cluster; open a Service from its panel instead')
  },
}

interface Pair {
  readonly local: string
  readonly remote: string
}

/** `LOCAL:REMOTE`, or one port for both. */
function split(port: string): Pair {
  const [first = '', second, ...more] = port.split(':')
  return second === undefined || more.length > 0 ? { local: first, remote: first } : { local: first, remote: second }
}

function isNumber(port: string): boolean {
  return /^[-+]?\d+$/.test(port)
}

function podPort({ metadata, spec }: Pod, name: string): number {
  const port = [...spec.containers, ...(spec.initContainers ?? [])].flatMap(({ ports = [] }) => ports).find((one) => one.name === name)
  return port?.containerPort ?? fail(`Pod '${metadata.name}' does not have a named port '${name}'`)
}

function servicePort({ metadata, spec }: Service, name: string): number {
  return spec.ports?.find((one) => one.name === name)?.port ?? fail(`Service '${metadata.name}' does not have a named port '${name}'`)
}

/** Ports that are UDP and nothing else cannot be forwarded. */
function refuseUdp(pairs: readonly Pair[], ports: readonly { readonly port: number; readonly protocol?: string | undefined }[], named: (name: string) => number): void {
  const of = (protocol: string) => new Set(ports.filter((one) => (one.protocol ?? 'TCP') === protocol).map(({ port }) => port))
  const [udp, tcp] = [of('UDP'), of('TCP')]
  for (const { remote } of pairs) {
    const number = isNumber(remote) ? Number(remote) : named(remote)
    if (udp.has(number) && !tcp.has(number)) fail(`UDP protocol is not supported for ${remote}`)
  }
}

function toPod(pairs: readonly Pair[], pod: Pod): readonly Pair[] {
  const ports = pod.spec.containers.flatMap((container) => container.ports ?? []).map(({ containerPort, protocol }) => ({ port: containerPort, protocol }))
  refuseUdp(pairs, ports, (name) => podPort(pod, name))
  return pairs.map(({ local, remote }) => {
    if (remote === '') fail('remote port cannot be empty')
    const number = isNumber(remote) ? remote : String(podPort(pod, remote))
    return { local: local === remote ? number : local, remote: number }
  })
}

/** The Service's port, then the container's that it leads to (kubectl pkg/util/service_port.go). */
function serviceToPod(pairs: readonly Pair[], service: Service, pod: Pod): readonly Pair[] {
  const ports = service.spec.ports ?? []
  refuseUdp(pairs, ports, (name) => servicePort(service, name))
  return pairs.map(({ local, remote }) => {
    const number = isNumber(remote) ? Number(remote) : servicePort(service, remote)
    const port = ports.find((one) => one.port === number) ?? fail(`Service ${service.metadata.name} does not have a service port ${String(number)}`)
    const reached = service.spec.clusterIP === 'None' ? number : typeof port.targetPort === 'string' ? podPort(pod, port.targetPort) : port.targetPort
    return { local: local === remote && !isNumber(remote) ? String(number) : local, remote: String(reached) }
  })
}

function checkNumbers({ local, remote }: Pair): void {
  for (const [which, port] of [['local', local === '' ? '0' : local], ['remote', remote]] as const) {
    const why = !/^\d+$/.test(port) ? 'invalid syntax' : Number(port) > 65_535 ? 'value out of range' : undefined
    if (why !== undefined) fail(`error parsing ${which} port '${port}': strconv.ParseUint: parsing ${JSON.stringify(port)}: ${why}`)
  }
  if (Number(remote) === 0) fail('remote port must be > 0')
}
