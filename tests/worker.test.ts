import { join } from 'node:path'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const entry = 'components/session/engine.worker.ts'

/** What the engine's worker holds before anything is fetched on demand, as paths from the project's root. */
async function heldFromTheBeginning(): Promise<ReadonlySet<string>> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outdir: 'out',
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    platform: 'browser',
    format: 'esm',
    alias: { '@': root },
    loader: { '.yaml': 'text', '.conf': 'text' },
    logLevel: 'error',
  })
  const { outputs } = metafile
  const held = new Set(Object.keys(outputs).filter((path) => outputs[path]?.entryPoint === entry))
  for (const path of held) for (const { path: imported, kind } of outputs[path]?.imports ?? []) if (kind === 'import-statement') held.add(imported)
  return new Set([...held].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {})))
}

describe("the engine's worker", () => {
  it('holds the cluster, and not what few lessons need', async () => {
    const held = await heldFromTheBeginning()
    expect(held).toContain('lib/cluster/kubelet/kubelet.ts')
    const onDemand = [
      'lib/kube/schema/structure.generated.json',
      'lib/cluster/kubelet/exec/programs.ts',
      'lib/kubectl/commands/describe.ts',
      'lib/kubectl/commands/create/create.ts',
      'lib/kubectl/completion/run-completion.ts',
      'lib/kubectl/print/go-template.ts',
      'lib/session/shoot-film.ts',
      'content/1-services/1-why-services/exercises/stable-address/exercise.ts',
    ]
    expect(onDemand.filter((path) => held.has(path))).toEqual([])
  }, 60_000)
})
