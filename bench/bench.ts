import { cpus, loadavg, totalmem } from 'node:os'
import { cluster } from './cluster'
import { diagnostics } from './diagnostics'
import { isMet, summary, type Figure, type Measurement } from './figure'
import { frames } from './frames'
import { grading } from './grade'
import { page } from './page'
import { peer } from './peer'
import { table } from './table'

const measurements: readonly Measurement[] = [diagnostics, grading, cluster, peer, page, frames]

const usage = `usage: npm run bench -- [name…] [--json]

${measurements.map(({ name, about }) => `  ${name.padEnd(12)} ${about}`).join('\n')}

Without a name: all of them, one after another. Exit status: 0 measured, 1 a wanted bound was not kept, 2 a wrong call.`

/** `npm run bench`: measures and prints; timed tests stand nowhere else, so that a busy machine fails no suite. */
export async function main(argv: readonly string[]): Promise<number> {
  const names = argv.filter((word) => word !== '--json')
  const unknown = names.find((name) => !measurements.some((measurement) => measurement.name === name))
  if (unknown !== undefined) {
    console.error(`bench: there is no measurement ${JSON.stringify(unknown)}\n${usage}`)
    return 2
  }
  const asJson = argv.includes('--json')
  const seen: Record<string, readonly Figure[]> = {}
  if (!asJson) console.log(machine())
  for (const measurement of measurements) {
    if (names.length > 0 && !names.includes(measurement.name)) continue
    const before = loadavg()[0] ?? 0
    const figures = await measurement.run()
    seen[measurement.name] = figures
    if (!asJson) console.log(`\n${measurement.name}: ${measurement.about} (load ${before.toFixed(1)})\n${table(figures)}`)
  }
  if (asJson) console.log(JSON.stringify({ machine: machine(), measurements: Object.fromEntries(Object.entries(seen).map(([name, figures]) => [name, figures.map(toJson)])) }))
  return Object.values(seen).flat().some((figure) => isMet(figure) === false) ? 1 : 0
}

/** Figures depend on the machine: which one, and what else ran. */
function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor'
  return `${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, load ${loadavg().map((value) => value.toFixed(1)).join(' ')}`
}

function toJson(figure: Figure): unknown {
  const { name, unit, values, wanted, note } = figure
  return { name, unit, count: values.length, ...summary(values), ...(wanted === undefined ? {} : { wanted, met: isMet(figure) }), ...(note === undefined ? {} : { note }) }
}
