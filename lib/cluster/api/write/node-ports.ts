import type { Service, ServicePort } from '@/lib/kube/core/v1.generated'
import type { FieldError } from '@/lib/kube/field-error'
import type { Working } from '../../working/working'

const first = 30000
const last = 32767

/** Node ports in use by other Services: exclusive across the cluster, whatever the protocol (service-node-port-range). */
export function usedNodePorts(working: Working, besides: string): Set<number> {
  const used = new Set<number>()
  for (const object of working.list('/services')) {
    if (object.metadata.uid === besides) continue
    for (const port of nodePortsOf(object as unknown as Service)) used.add(port)
  }
  return used
}

export function nodePortsOf(service: Service): number[] {
  const { ports = [], healthCheckNodePort = 0 } = service.spec
  const found = ports.map((port) => port.nodePort ?? 0)
  return [...found, healthCheckNodePort].filter((port) => port !== 0)
}

/** Fills and checks the ports' node ports; ports of one number share theirs where their protocols differ. */
export function allocateNodePorts(working: Working, ports: readonly ServicePort[], used: Set<number>, wanted: boolean, dryRun = false): { readonly ports: readonly ServicePort[]; readonly errors: readonly FieldError[] } {
  const byPort = new Map<number, number>()
  const filled: ServicePort[] = []
  for (const [index, port] of ports.entries()) {
    const asked = port.nodePort ?? 0
    if (asked === 0 && !wanted) {
      filled.push(port)
      continue
    }
    const shared = byPort.get(port.port)
    if (shared !== undefined && (asked === 0 || asked === shared)) {
      filled.push({ ...port, nodePort: shared })
      continue
    }
    const why = asked === 0 ? undefined : refusal(asked, used, dryRun)
    if (why !== undefined) return { ports, errors: [{ reason: 'FieldValueInvalid', field: `spec.ports[${String(index)}].nodePort`, message: `Invalid value: ${String(asked)}: ${why}` }] }
    const nodePort = asked === 0 ? freePort(working, used) : asked
    used.add(nodePort)
    byPort.set(port.port, nodePort)
    filled.push({ ...port, nodePort })
  }
  return { ports: filled, errors: [] }
}

/** Why a port asked for can't be had (pkg/registry/core/service/portallocator/allocator.go). A dry run only looks whether somebody has it (operation.go). */
export function refusal(port: number, used: ReadonlySet<number>, dryRun: boolean): string | undefined {
  if (!dryRun && (port < first || port > last)) return `provided port is not in the valid range. The range of valid ports is ${String(first)}-${String(last)}`
  return used.has(port) ? 'provided port is already allocated' : undefined
}

export function freePort(working: Working, used: ReadonlySet<number>): number {
  const size = last - first + 1
  const start = Math.floor(working.random() * size)
  for (let step = 0; step < size; step++) {
    const port = first + ((start + step) % size)
    if (!used.has(port)) return port
  }
  throw new Error('every node port is taken')
}
