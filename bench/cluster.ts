import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { handle } from '@/lib/cluster/api/handle'
import type { Cluster } from '@/lib/cluster/cluster'
import { createCluster } from '@/lib/cluster/create-cluster'
import { ClusterHistory } from '@/lib/cluster/history'
import { parseManifests } from '@/lib/yaml/parse-manifests'
import type { Figure, Measurement } from './figure'
import { deployed, finalState, rolled, rolloutImages, webDeployment } from './rollout'
import { root } from './root'

/**
 * The practice cluster alone, in this process: rollouts of 100, 1,000 and 10,000 Pods on as many nodes as they need (request to settled), what 10,000 Pods
 * hold in memory, seeks in an hour's history of 100 Pods, and a 100-line manifest through decoding, defaulting, validation and admission.
 * Real time is what a learner waits for; processor time of the same runs is beside it, since it says more on a busy machine.
 */
export const cluster: Measurement = {
  name: 'cluster',
  about: 'rollouts of 100 to 10,000 Pods, memory, time travel, validation; in Node',
  run: () => Promise.resolve([...validation(), ...timeTravel(), ...rollouts()]),
}

function rollouts(): Figure[] {
  timed(() => rolled(deployed(100)))
  const rounds = new Map([[100, 7], [1000, 5], [10_000, 1]])
  const figures: Figure[] = []
  const perPod = new Map<number, number>()
  for (const [pods, count] of rounds) {
    const start = deployed(pods)
    const runs = Array.from({ length: count }, () => timed(() => rolled(start)))
    const end = runs[0]?.value ?? start
    const { pods: seen } = finalState(end)
    if (seen[`${rolloutImages[1]} ready`] !== pods) throw new Error(`the rollout of ${pods} Pods ended with ${JSON.stringify(seen)}`)
    figures.push({ name: `${pods} Pods rolled over`, unit: 'ms', values: runs.map(({ ms }) => ms), ...(pods === 1000 ? { wanted: { of: 'median', atMost: 1000 } } : {}) })
    figures.push({ name: `${pods} Pods, processor time`, unit: 'ms', values: runs.map(({ cpuMs }) => cpuMs) })
    perPod.set(pods, Math.min(...runs.map(({ cpuMs }) => cpuMs)) / pods)
    if (pods === 10_000) figures.push(...memory(end, pods))
  }
  for (const pods of [1000, 10_000]) {
    const growth = (perPod.get(pods) ?? NaN) / (perPod.get(pods / 10) ?? NaN)
    figures.push({ name: `time a Pod, ${pods} to ${pods / 10}`, unit: '×', values: [growth], wanted: { of: 'median', atMost: 2 }, note: '1 is linear, 10 would be quadratic' })
  }
  return figures
}

/** Only `held` is alive: what is left after a collection is the program and the cluster. */
function memory(held: Cluster, pods: number): Figure[] {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return [{ name: `memory with ${pods} Pods (${held.objects.size} objects)`, unit: 'MB', values: [(heapUsed + external) / 2 ** 20], wanted: { of: 'max', atMost: 500 }, note: 'heap after collection, the program itself included, after a whole rollout with its events' }]
}

function timeTravel(): Figure[] {
  const history = new ClusterHistory(createCluster())
  history.become(handle(history.present, { method: 'POST', path: '/apis/apps/v1/namespaces/default/deployments', headers: { 'content-type': 'application/json' }, body: JSON.stringify(webDeployment(100, rolloutImages[0])) }).cluster)
  const lived = timed(() => { history.advance(3_600_000); })
  const moments = Array.from({ length: 200 }, (_, i) => (i < 60 ? i * 100 : 6_000 + (i - 60) * 25_600))
  // From the newest to the oldest, so that no moment helps to compute the next one.
  const seeks = moments.toReversed().map((at) => timed(() => history.at(at)).ms)
  return [
    { name: 'an hour of 100 Pods, lived', unit: 'ms', values: [lived.ms] },
    { name: 'seek to a moment of that hour', unit: 'ms', values: seeks, wanted: { of: 'p99', atMost: 50 }, note: '200 moments, 60 of them in the first six seconds' },
  ]
}

function validation(): Figure[] {
  const text = readFileSync(join(root, 'bench/fixtures/hundred-lines.yaml'), 'utf8')
  const bodies = parseManifests(text, 'hundred-lines.yaml').documents.map(({ value }) => value as { kind: string })
  const paths: Readonly<Record<string, string>> = { Deployment: '/apis/apps/v1/namespaces/default/deployments', Service: '/api/v1/namespaces/default/services' }
  const start = createCluster()
  const requests = bodies.map((body) => ({ method: 'POST', path: `${paths[body.kind] ?? ''}?dryRun=All&fieldValidation=Strict`, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) as const)
  const once = () => requests.map((request) => handle(start, request).response.status)
  const refused = once().findIndex((status) => status !== 201)
  if (refused >= 0) throw new Error(`the manifest's document ${refused} is refused`)
  for (let i = 0; i < 50; i++) once()
  const runs = Array.from({ length: 300 }, () => timed(once).ms)
  return [{ name: 'a 100-line manifest checked and defaulted', unit: 'ms', values: runs, wanted: { of: 'median', atMost: 3 }, note: `${requests.length} objects, whole requests with dryRun=All: JSON, decoding, defaulting, admission, validation, allocation` }]
}

function timed<T>(run: () => T): { readonly value: T; readonly ms: number; readonly cpuMs: number } {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const value = run()
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  return { value, ms, cpuMs: (user + system) / 1000 }
}
