import type { Cluster } from '../cluster'
import type { SimulationState } from '../working/working'
import type { NetworkRequest, NetworkResult } from './request'
import { send } from './send'

/** What requests leave behind (chance, and the choice of images that go by their share), kept beside a cluster instead of in it. */
export interface TrafficMemory {
  readonly random: number
  readonly slots: ReadonlyMap<string, unknown>
}

/** Before the first request. */
export const noTraffic: TrafficMemory = { random: 0x2545f491, slots: new Map() }

/**
 * `send` at a moment of a cluster's life that stays as it was: the cluster has the same future with the request as without it, so that a film can be
 * watched again with traffic. `atMs` may be later than the cluster's own time when nothing is due until then.
 */
export function sendBeside(cluster: Cluster, request: NetworkRequest, memory: TrafficMemory, atMs: number): { readonly memory: TrafficMemory; readonly result: NetworkResult } {
  const state = cluster.simulation as SimulationState
  const slots = memory.slots.size === 0 ? state.slots : new Map([...state.slots, ...memory.slots])
  const simulation: SimulationState = { ...state, random: memory.random, slots }
  const sent = send({ ...cluster, now: atMs, simulation }, request)
  const after = sent.cluster.simulation as SimulationState
  return { memory: { random: after.random, slots: after.slots === slots ? memory.slots : left(slots, after.slots) }, result: sent.result }
}

function left(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> {
  return new Map([...after].filter(([name, value]) => name.startsWith('share/') || before.get(name) !== value))
}
