import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, describe, expect, it } from 'vitest'
import { exercises } from '@/content/exercises'
import { structureData } from '@/lib/kube/schema/bundled-structure'
import { completeLine } from '@/lib/session/complete-line'
import { Engine } from '@/lib/session/engine'
import type { FromEngine, ToEngine } from '@/lib/session/messages'

const root = join(import.meta.dirname, '..')
const entry = 'components/session/engine.worker.ts'
const folder = join(root, 'node_modules', '.cache', 'desired-state', `worker-test-${process.pid}`)

/** As a browser has it: what is fetched on demand stands in files of its own. */
const forBrowsers = {
  absWorkingDir: root,
  outdir: 'out',
  bundle: true,
  splitting: true,
  platform: 'browser',
  format: 'esm',
  alias: { '@': root },
  loader: { '.yaml': 'text', '.conf': 'text' },
  logLevel: 'error',
} as const

/** What the engine's worker holds before anything is fetched on demand, as paths from the project's root. */
async function heldFromTheBeginning(): Promise<ReadonlySet<string>> {
  const { metafile } = await build({ ...forBrowsers, entryPoints: [entry], write: false, metafile: true })
  const { outputs } = metafile
  const held = new Set(Object.keys(outputs).filter((path) => outputs[path]?.entryPoint === entry))
  for (const path of held) for (const { path: imported, kind } of outputs[path]?.imports ?? []) if (kind === 'import-statement') held.add(imported)
  return new Set([...held].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {})))
}

interface Bundle {
  readonly Engine: typeof Engine
  readonly completeLine: typeof completeLine
  readonly exercises: typeof exercises
  readonly provideStructure: (data: ReturnType<typeof structureData>) => void
  readonly onDemand: Readonly<Record<string, () => unknown>>
}

const exported = `
export { exercises } from '@/content/exercises'
export { completeLine } from '@/lib/session/complete-line'
export { Engine } from '@/lib/session/engine'
export { provideStructure } from '#api-structure'
import { requirePrograms } from '#container-programs'
import { applyRarely } from '#kubectl-apply-rarely'
import { templates } from '#kubectl-templates'
import { rareCode } from '#rare-code'
import { rareRules } from '#rare-rules'
export const onDemand = { requirePrograms, applyRarely, templates, rareCode, rareRules }
`
let files: ReturnType<typeof bundled> | undefined
let loads = 0

async function bundled() {
  const { outputFiles } = await build({ ...forBrowsers, stdin: { contents: exported, resolveDir: root, loader: 'ts' }, write: false })
  return outputFiles
}

/** The engine as a browser has it, with nothing fetched yet. */
async function freshBundle(): Promise<Bundle> {
  const place = join(folder, String(loads++))
  mkdirSync(place, { recursive: true })
  for (const { path, text } of await (files ??= bundled())) writeFileSync(join(place, basename(path)), text)
  const bundle = (await import(/* @vite-ignore */ pathToFileURL(join(place, 'stdin.js')).href)) as Bundle
  bundle.provideStructure(structureData())
  return bundle
}

async function told(engine: Pick<Bundle, 'Engine' | 'completeLine' | 'exercises'>, messages: readonly ToEngine[]): Promise<readonly FromEngine[]> {
  const posted: FromEngine[] = []
  const host = new engine.Engine({ load: async (id) => engine.exercises[id]?.load(), complete: engine.completeLine, post: (message) => posted.push(message) })
  for (const message of messages) await host.receive(message)
  return posted
}

const session = 'services/stable-address'
const job = 'apiVersion: batch/v1\nkind: Job\nmetadata: {name: sums}\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers: [{name: sums, image: busybox:1.36, command: [sh, -c, "echo $((6*7))"]}]\n'
const set = 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec:\n  serviceName: db\n  selector: {matchLabels: {app: db}}\n  template:\n    metadata: {labels: {app: db}}\n    spec:\n      containers: [{name: db, image: nginx:1.27}]\n'
const quota = 'apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: few}\nspec: {hard: {pods: "1"}}\n'
const strict = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: strict, labels: {pod-security.kubernetes.io/enforce: restricted}}\n'
const gateway = 'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: edge}\nspec:\n  gatewayClassName: edge\n  listeners: [{name: http, port: 80, protocol: HTTP}]\n'
const claim = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: disk}\nspec:\n  accessModes: [ReadWriteOnce]\n  resources: {requests: {storage: 1Gi}}\n'
const orphan = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: orphan\n  ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: gone, uid: "1", controller: true}]\nspec:\n  containers: [{name: web, image: nginx:1.27}]\n'

const line = (ticket: number, text: string, given: Readonly<Record<string, string>> = {}): ToEngine => ({ do: 'kubectl', session, ticket, line: text, files: given })
const apply = (ticket: number, text: string, more = ''): ToEngine => line(ticket, `kubectl apply -f a.yaml${more}`, { 'a.yaml': text })
const time: readonly ToEngine[] = Array.from({ length: 20 }, () => ({ do: 'tick', elapsedMs: 100 }))

const cases: readonly (readonly [string, readonly ToEngine[]])[] = [
  ['a figure that makes a Job and then looks at it', [{ do: 'act', session, ticket: 1, steps: [{ do: 'apply', text: job }, { do: 'kubectl', line: 'kubectl get jobs' }] }]],
  ['a StatefulSet', [apply(1, set), line(2, 'kubectl get sts,pods')]],
  ['a quota, then a Pod beyond it', [apply(1, quota), line(2, 'kubectl run more --image=nginx:1.27'), line(3, 'kubectl describe quota few')]],
  ['a container added to debug another', [line(1, 'kubectl run web --image=nginx:1.27'), line(2, 'kubectl debug web --image=busybox:1.36 -- sh -c "echo here"')]],
  ['a namespace that refuses', [apply(1, strict), line(2, 'kubectl run web --image=nginx:1.27 -n strict')]],
  ['a Pod whose owner is gone', [apply(1, orphan)]],
  ['server-side apply of an autoscaler', [line(1, 'kubectl create deployment web --image=nginx:1.27'), line(2, 'kubectl autoscale deployment web --max=3'), apply(3, set, ' --server-side'), line(4, 'kubectl apply view-last-applied sts db')]],
  ['a claim on a volume', [apply(1, claim), line(2, 'kubectl get pvc,events')]],
  ['a Gateway', [apply(1, gateway), line(2, 'kubectl get gateways')]],
  ['a node that is drained', [line(1, 'kubectl get nodes -o name'), line(2, 'kubectl drain node-1 --ignore-daemonsets --force')]],
  ['questions about access', [line(1, 'kubectl auth can-i create pods'), line(2, 'kubectl create token default')]],
  ['what a file would be told', [{ do: 'diagnose', session, ticket: 1, file: 'a.yaml', text: job.replace('Never', 'Always') }]],
  ['a grade of a file with a rare kind', [{ do: 'grade', session, ticket: 1, files: { 'a.yaml': job } }]],
]

describe("the engine's worker", () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('holds the cluster, and not what few lessons need', async () => {
    const held = await heldFromTheBeginning()
    expect(held).toContain('lib/cluster/kubelet/kubelet.ts')
    const onDemand = [
      'lib/kube/schema/structure.generated.json',
      'lib/kube/batch/job.ts',
      'lib/cluster/api/apply/apply.ts',
      'lib/cluster/controllers/daemonset/daemonset.ts',
      'lib/cluster/kubelet/exec/programs.ts',
      'lib/kubectl/commands/apply/prune.ts',
      'lib/kubectl/commands/describe.ts',
      'lib/kubectl/commands/create/create.ts',
      'lib/kubectl/completion/run-completion.ts',
      'lib/kubectl/print/go-template.ts',
      'lib/session/shoot-film.ts',
      'content/1-services/1-why-services/exercises/stable-address/exercise.ts',
    ]
    expect(onDemand.filter((path) => held.has(path))).toEqual([])
  }, 60_000)

  it('fetches nothing more for a first lesson, a line and a grade', async () => {
    const bundle = await freshBundle()
    const exercise = await bundle.exercises[session]?.load()
    const said = await told(bundle, [{ do: 'open', session, deeds: [] }, ...time, line(1, 'kubectl get pods'), { do: 'grade', session, ticket: 2, files: exercise?.solution ?? {} }, ...time])
    expect(said.find(({ say }) => say === 'graded')).toMatchObject({ verdict: { status: 'met' } })
    for (const [name, code] of Object.entries(bundle.onDemand)) expect(code, name).toThrow('before its code was fetched')
  }, 60_000)

  it.each(cases)('says the same where its code is fetched: %s', async (_, messages) => {
    const all: readonly ToEngine[] = [{ do: 'open', session, deeds: [] }, ...messages, ...time]
    const whole = await told({ Engine, completeLine, exercises }, all)
    expect(whole.filter(({ say }) => say === 'failed')).toEqual([])
    expect(await told(await freshBundle(), all)).toEqual(whole)
  }, 60_000)
})
