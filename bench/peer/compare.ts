import { deployed, finalState, rolled, type FinalState } from '../rollout'
import { peerRollout } from './webernetes'

/** Both clusters' rollouts, in milliseconds of real and of processor time. */
export interface Comparison {
  readonly ours: readonly Run[]
  readonly peer: readonly Run[]
  readonly shipped: readonly Run[]
  readonly states: { readonly ours: FinalState; readonly peer: FinalState }
}

export interface Run {
  readonly ms: number
  readonly cpuMs: number
}

/** Takes turns, so that a noisy minute meets both. */
export async function compare(replicas: number, rounds: number): Promise<Comparison> {
  const start = deployed(replicas)
  const end = rolled(start)
  const ours: Run[] = []
  const peer: Run[] = []
  let seen = (await peerRollout(replicas, 'unthrottled')).state
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < 3; i++) ours.push(ourRollout(start))
    const run = await peerRollout(replicas, 'unthrottled')
    peer.push(run)
    seen = run.state
  }
  const shipped = await peerRollout(replicas, 'as shipped')
  return { ours, peer, shipped: [shipped], states: { ours: finalState(end), peer: seen } }
}

function ourRollout(start: ReturnType<typeof deployed>): Run {
  const cpu = process.cpuUsage()
  const from = performance.now()
  rolled(start)
  const ms = performance.now() - from
  const { user, system } = process.cpuUsage(cpu)
  return { ms, cpuMs: (user + system) / 1000 }
}
