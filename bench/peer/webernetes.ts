import { BaseImage, Cluster, newLatencyProvider, type ProcessContext } from '@ngrok/webernetes'
import { rolloutImages, stateOf, webDeployment, type FinalState } from '../rollout'

/** How a rollout of the peer went. */
export interface PeerRollout {
  readonly ms: number
  readonly cpuMs: number
  /** What its clock counted meanwhile, in milliseconds. */
  readonly simulatedMs: number
  readonly state: FinalState
}

class Web extends BaseImage {
  static readonly imageName: string = 'nginx'
  static readonly imageVersion: string = rolloutImages[0].replace('nginx:', '')
  readonly defaultCommand = ['server']

  override exec(ctx: ProcessContext): Promise<number> {
    ctx.listenHttp(80, () => Promise.resolve({ status: 200, body: 'welcome\n' }))
    return ctx.waitUntilKilled()
  }
}

class NewWeb extends Web {
  static override readonly imageVersion: string = rolloutImages[1].replace('nginx:', '')
}

type Clock = 'unthrottled' | 'as shipped'

/** Deploys, then rolls over to the new image; only the rollout is timed. Latencies are 0, nodes as many as ours has. */
export async function peerRollout(replicas: number, clock: Clock): Promise<PeerRollout> {
  const cluster = new Cluster({ nodes: Math.ceil(replicas / 50), latencyProvider: newLatencyProvider() })
  cluster.registerImage(Web)
  cluster.registerImage(NewWeb)
  await cluster.init()
  try {
    await roll(cluster, replicas, rolloutImages[0], clock)
    return await roll(cluster, replicas, rolloutImages[1], clock)
  } finally {
    await cluster.close()
  }
}

async function roll(cluster: Cluster, replicas: number, image: string, clock: Clock): Promise<PeerRollout> {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const simulatedStart = cluster.clock.nowMs()
  await cluster.apply([webDeployment(replicas, image) as never])
  if (clock === 'unthrottled') cluster.clock.pause()
  let state: FinalState | undefined
  for (const stopAt = start + 120_000; state === undefined && performance.now() < stopAt; ) {
    if (clock === 'unthrottled') await step(cluster)
    else await new Promise((resolve) => setTimeout(resolve, 10))
    state = await endOf(cluster, replicas, image)
  }
  if (clock === 'unthrottled') cluster.clock.resume()
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  if (state === undefined) throw new Error(`the peer's rollout of ${replicas} Pods to ${image} did not end`)
  return { ms, cpuMs: (user + system) / 1000, simulatedMs: cluster.clock.nowMs() - simulatedStart, state }
}

/** Lets everything happen that can happen now, then jumps to the next thing due: no real time is waited for. */
async function step(cluster: Cluster): Promise<void> {
  for (let i = 0; i < 20; i++) {
    cluster.clock.step(0)
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { tasks } = cluster.clock as unknown as { readonly tasks: ReadonlyMap<number, { readonly cancelled: boolean; readonly dueAtMs: number }> }
  const due = [...tasks.values()].filter(({ cancelled }) => !cancelled).map(({ dueAtMs }) => dueAtMs)
  if (due.length > 0) cluster.clock.step(Math.max(0, Math.min(...due) - cluster.clock.nowMs()))
}

/** The final state once the rollout is over: as many Pods as wanted, all of the new image and ready, the Deployment's status saying so. */
async function endOf(cluster: Cluster, replicas: number, image: string): Promise<FinalState | undefined> {
  const namespace = 'default'
  const { status } = await cluster.api.appsv1.readNamespacedDeployment({ name: 'web', namespace })
  if (status?.updatedReplicas !== replicas || status.availableReplicas !== replicas || status.replicas !== replicas) return undefined
  const pods = await cluster.api.corev1.listNamespacedPod({ namespace })
  const replicaSets = await cluster.api.appsv1.listNamespacedReplicaSet({ namespace })
  const state = stateOf(pods.items, replicaSets.items)
  return pods.items.length === replicas && state.pods[`${image} ready`] === replicas ? state : undefined
}
