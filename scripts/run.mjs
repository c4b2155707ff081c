// Runs a TypeScript program of ours: `node scripts/run.mjs scripts/grade.ts ARGS`. esbuild bundles it into a file of its own
// for this call (about 0.1 s), so that two calls at once never share one and a stale build cannot be run.
import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const entry = process.argv[2]
if (entry === undefined) {
  console.error('usage: node scripts/run.mjs FILE.ts [ARGS]')
  process.exit(2)
}
const folder = join(root, 'node_modules', '.cache', 'desired-state')
const outfile = join(folder, `run-${process.pid}-${Date.now()}.mjs`)
mkdirSync(folder, { recursive: true })
try {
  await build({
    entryPoints: [resolve(root, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { '@': root },
    define: { 'process.env.PROJECT_ROOT': JSON.stringify(root) },
    loader: { '.yaml': 'text', '.conf': 'text' },
    sourcemap: 'inline',
    logLevel: 'error',
  })
  process.argv.splice(2, 1)
  const { main } = await import(pathToFileURL(outfile).href)
  process.exitCode = await main(process.argv.slice(2))
} finally {
  rmSync(outfile, { force: true })
}
