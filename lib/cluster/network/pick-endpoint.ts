import type { Service, ServicePort } from '@/lib/kube/core/v1.generated'
import type { EndpointSlice } from '@/lib/kube/discovery/v1.generated'
import type { NetworkView } from './view'

/** One address and port a request may go to. */
export interface Target {
  readonly address: string
  readonly port: number
  readonly node: string | undefined
}

/** Endpoints of one port of a Service as the nodes know them: the ready ones, or, where none is, those that still serve while terminating. */
export function targetsOf(view: NetworkView, service: Service, port: ServicePort): Target[] {
  const ready: Target[] = []
  const serving: Target[] = []
  for (const slice of view.slices(service.metadata.namespace ?? '', service.metadata.name)) {
    const number = portIn(slice, port, service)
    if (number === undefined) continue
    for (const { addresses, conditions, nodeName } of slice.endpoints ?? []) {
      const [address] = addresses
      if (address === undefined) continue
      const target = { address, port: number, node: nodeName }
      if (conditions?.ready !== false) ready.push(target)
      else if (isDraining(conditions)) serving.push(target)
    }
  }
  return ready.length > 0 ? ready : serving
}

/**
 * The slice's port of that name. A Service whose port was renamed is known to the nodes before its slices are, which a controller writes anew: in between the number
 * says which is meant.
 */
function portIn({ ports }: EndpointSlice, port: ServicePort, service: Service): number | undefined {
  const named = ports?.find((candidate) => (candidate.name ?? '') === (port.name ?? ''))
  return (named ?? (service.spec.selector === undefined ? undefined : ports?.find((candidate) => candidate.port === port.targetPort)))?.port
}

function isDraining({ serving, terminating }: { readonly serving?: boolean; readonly terminating?: boolean }): boolean {
  return serving === true && terminating === true
}

/** One of them: by chance, or always the same for one client where the Service asks for that (rendezvous hashing keeps it when others go). */
export function pickTarget(service: Service, targets: readonly Target[], client: string, chance: number): Target | undefined {
  if (service.spec.sessionAffinity !== 'ClientIP') return targets[Math.floor(chance * targets.length)]
  let best: Target | undefined
  let highest = -1
  for (const target of targets) {
    const weight = hash(`${client}|${target.address}`)
    if (weight > highest) {
      highest = weight
      best = target
    }
  }
  return best
}

function hash(text: string): number {
  let state = 0x811c9dc5
  for (const character of text) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193)
  state = Math.imul(state ^ (state >>> 16), 0x45d9f3b)
  return (state ^ (state >>> 16)) >>> 0
}
