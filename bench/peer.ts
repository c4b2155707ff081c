import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { quantile, type Figure, type Measurement } from './figure'
import type { compare as Compare, Comparison } from './peer/compare'
import { root } from './root'

const replicas = 50
const rounds = 7

/**
 * The same rolling update (50 replicas, a new image) on our cluster and on `@ngrok/webernetes` 0.3.5, the nearest peer, in one process, in turns.
 * The peer's clock follows the wall; here it is paused and stepped from one thing due to the next as soon as nothing more can happen, with latencies 0.
 * Its image starts and stops at once. Ours simulates image start, readiness and endings meanwhile. The final states must be the same.
 */
export const peer: Measurement = {
  name: 'peer',
  about: `a ${replicas}-replica rolling update, ours and @ngrok/webernetes 0.3.5 unthrottled; in Node`,
  run: async () => {
    const { ours, peer: theirs, shipped, states } = await compared()
    const [left, right] = [JSON.stringify(states.ours), JSON.stringify(states.peer)]
    const ms = (runs: Comparison['ours']) => runs.map((run) => run.ms)
    const cpuMs = (runs: Comparison['ours']) => runs.map((run) => run.cpuMs)
    const figures: Figure[] = [
      { name: 'ours', unit: 'ms', values: ms(ours) },
      { name: 'ours, processor time', unit: 'ms', values: cpuMs(ours) },
      { name: 'peer, unthrottled', unit: 'ms', values: ms(theirs) },
      { name: 'peer, processor time', unit: 'ms', values: cpuMs(theirs) },
      { name: 'peer, clock as shipped', unit: 'ms', values: ms(shipped) },
      { name: 'times faster, real time', unit: '×', values: [quantile(ms(theirs), 0.5) / quantile(ms(ours), 0.5)], wanted: { of: 'min', atLeast: 20 }, note: 'of the medians' },
      { name: 'times faster, processor time', unit: '×', values: [quantile(cpuMs(theirs), 0.5) / quantile(cpuMs(ours), 0.5)] },
      { name: 'same final state', unit: '', values: [left === right ? 1 : 0], wanted: { of: 'min', atLeast: 1 }, note: left === right ? left : `ours ${left}, the peer's ${right}` },
    ]
    return figures
  },
}

/** The peer's files import each other without endings, which Node refuses: both sides are bundled into one program, the same way. */
async function compared(): Promise<Comparison> {
  const outfile = join(root, 'node_modules/.cache/desired-state', `peer-${process.pid}.mjs`)
  try {
    await build({
      entryPoints: [join(root, 'bench/peer/compare.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      alias: { '@': root },
      define: { 'process.env.PROJECT_ROOT': JSON.stringify(root) },
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
      loader: { '.yaml': 'text', '.conf': 'text' },
      logLevel: 'error',
    })
    const { compare } = (await import(pathToFileURL(outfile).href)) as { readonly compare: typeof Compare }
    return await compare(replicas, rounds)
  } finally {
    rmSync(outfile, { force: true })
  }
}
