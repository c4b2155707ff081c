import type { Cluster } from '../cluster'
import type { SimulationState, Working } from '../working/working'
import type { NetworkRequest, NetworkResult } from './request'
import { send } from './send'

/** `send` inside a border call: the request sees what has happened so far, and what it leaves behind (the choice of endpoints, shares) stays. */
export function sendWithin(working: Working, request: NetworkRequest): NetworkResult {
  const before: Cluster = working.close()
  const { cluster, result } = send(before, request)
  // A request draws two numbers.
  working.random()
  working.random()
  const was = (before.simulation as SimulationState).slots
  for (const [name, value] of (cluster.simulation as SimulationState).slots) if (was.get(name) !== value) working.setSlot(name, value)
  return result
}
