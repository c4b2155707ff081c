import type { Draft } from '@/lib/kube/draft'
import { goQuote } from '@/lib/kube/go-format'
import { visitContainers } from './pod-containers'
import type { ContainerPort, PodSpec } from './v1.generated'

interface PlacedPort {
  readonly port: Draft<ContainerPort>
  readonly at: string
}

/** Ports that containers of a Pod define twice, by number or by name (pkg/api/pod warnings). */
export function portWarnings(spec: Draft<PodSpec>, path: string): string[] {
  const known: PlacedPort[] = []
  return visitContainers(spec, path).flatMap(({ container, at }) =>
    (container.ports ?? []).flatMap((port, index) => {
      const placed = { port, at: `${at}.ports[${String(index)}]` }
      const warnings = [...hostIpWarning(placed), ...known.filter((other) => isSamePort(other.port, port)).flatMap((other) => overlapWarning(placed, other)), ...nameWarning(placed, known)]
      known.push(placed)
      return warnings
    }),
  )
}

function isSamePort(a: Draft<ContainerPort>, b: Draft<ContainerPort>): boolean {
  return (a.containerPort ?? 0) === (b.containerPort ?? 0) && a.protocol === b.protocol
}

function hostIpWarning({ port, at }: PlacedPort): string[] {
  const { name = '', hostPort = 0, containerPort = 0, protocol = '', hostIP = '' } = port
  if (hostIP === '' || hostPort !== 0) return []
  return [`${at}: hostIP set without hostPort: {Name:${name} HostPort:0 ContainerPort:${String(containerPort)} Protocol:${protocol} HostIP:${hostIP}}`]
}

function overlapWarning({ port, at }: PlacedPort, other: PlacedPort): string[] {
  const { hostPort = 0, hostIP = '' } = port
  const { hostPort: otherPort = 0, hostIP: otherIP = '' } = other.port
  if (hostIP === otherIP && hostPort === otherPort) return [`${at}: duplicate port definition with ${other.at}`]
  if (hostPort === 0 || otherPort === 0) return [`${at}: overlapping port definition with ${other.at}`]
  const isAmbiguous = hostPort === otherPort && (hostIP === '') !== (otherIP === '')
  return isAmbiguous ? [`${at}: dangerously ambiguous port definition with ${other.at}`] : []
}

/** A name within one container is unique by validation; across containers the first one wins. */
function nameWarning({ port, at }: PlacedPort, known: readonly PlacedPort[]): string[] {
  const name = port.name ?? ''
  const first = name === '' ? undefined : known.find((other) => other.port.name === name)
  if (first === undefined) return []
  return [`${at}: duplicate port name ${goQuote(name)} with ${first.at}, services and probes that select ports by name will use ${first.at}`]
}
