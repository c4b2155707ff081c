import { createCluster } from '@/lib/cluster/create-cluster'
import { advance } from '@/lib/cluster/advance'
import { settle } from '@/lib/cluster/settle'
import type { KubectlProgram } from '@/lib/kubectl/effect'
import { KubectlHost, type Output } from './kubectl-host'
import { KubectlNormaliser, type KubectlNormaliserOptions } from './kubectl-normaliser'
import { readJson, type CaseResult, type Replayer } from './recording'
import { comeToRest, waitUntil } from './rest'
import { splitShell } from './split-shell'

interface Step {
  readonly argv: string
  readonly files?: Readonly<Record<string, string | { readonly base64: string }>>
  readonly stdin?: string
  readonly env?: Readonly<Record<string, string>>
  readonly editor?: string
  readonly wait?: number
  readonly settle?: boolean
  readonly until?: string
  readonly exit: number | null
  readonly normalised: { readonly stdout: string | null; readonly stderr: string | null; readonly opened?: readonly string[] | null }
  readonly while?: readonly Step[]
  readonly ended?: string
  readonly order?: 'any'
  readonly repeats?: boolean
  readonly counts?: 'any'
}

interface Transcript {
  readonly id: string
  readonly setup?: string
  readonly normalise: KubectlNormaliserOptions
  readonly steps: readonly Step[]
}

/** Makes the program of a command line: kubectl itself. */
export type Kubectl = (argv: readonly string[], env?: Readonly<Record<string, string>>) => KubectlProgram

const restMs = 25_000

/** `kubectl/transcripts`: what was typed, and what was printed. Every command is a case. */
export function transcripts(kubectl: Kubectl): Replayer {
  return {
    format: 'transcripts',
    takes: (path) => /(?:^|\/)(?:transcripts|kubectl)\/(?:.*\/)?[^/]+\.json$/.test(path) && !/node_modules/.test(path),
    replay(path, wanted) {
      if (!wanted('kubectl')) return { cases: [] }
      const transcript = readJson(path) as Transcript
      const host = new KubectlHost(settle(createCluster({ standIns: false, gatewayApi: transcript.setup !== undefined, listenAtOnce: ['example.com/payments'], unavailable: ['example.com/store:2.0-broken'], drainMs: 20 }), restMs))
      const normaliser = new KubectlNormaliser({ ...transcript.normalise, known: {} })
      const cases = transcript.steps.flatMap((step, at) => replayStep(host, normaliser, step, `${transcript.id}#${String(at)}`, kubectl))
      return { cases }
    },
  }
}

function replayStep(host: KubectlHost, normaliser: KubectlNormaliser, step: Step, id: string, kubectl: Kubectl): CaseResult[] {
  for (const [name, content] of Object.entries(step.files ?? {})) host.files.set(name, typeof content === 'string' ? content : textOfBytes(Buffer.from(content.base64, 'base64')))
  host.stdin = step.stdin ?? ''
  host.editor = step.editor ?? 'true'
  if (step.wait !== undefined) host.cluster = advance(host.cluster, host.cluster.now + step.wait)
  const background = step.while !== undefined
  const output = run(host, step, background, kubectl)
  const inner: CaseResult[] = []
  if (step.while !== undefined) {
    for (const [at, innerStep] of step.while.entries()) {
      const waiting = host.pause()
      inner.push(...replayStep(host, normaliser, innerStep, `${id}.${String(at)}`, kubectl))
      host.unpause(waiting)
      goOn(host, output, () => host.resume(true))
    }
    if (output.exit === undefined && step.ended !== undefined && !/SIGINT/.test(step.ended)) goOn(host, output, () => host.resume(false, host.cluster.now + restMs))
  }
  if (step.settle === true) host.cluster = comeToRest(host.cluster, restMs)
  if (step.until !== undefined) host.cluster = waitUntil(host.cluster, step.until, restMs)
  normaliser.learn([...host.cluster.objects.values()])
  return [compareStep(normaliser, step, output, id), ...inner]
}

/** As kubectl's files hold bytes: those that are no UTF-8 are lone surrogates. */
function textOfBytes(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  return Buffer.from(text, 'utf8').equals(bytes) ? text : [...bytes].map((byte) => String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte)).join('')
}

/** Lets the waiting command go on; one that throws is ended and counts as different, the rest of the transcript goes on. */
function goOn(host: KubectlHost, output: Output, resume: () => Output): void {
  try {
    resume()
  } catch (error) {
    output.stderr += `threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
    output.exit = -1
    host.unpause({ program: undefined, output, answer: undefined })
  }
}

function run(host: KubectlHost, step: Step, background: boolean, kubectl: Kubectl): Output {
  const [, ...argv] = splitShell(step.argv)
  try {
    return host.start(kubectl(argv, step.env), background)
  } catch (error) {
    return { stdout: '', stderr: `threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`, exit: -1, opened: [] }
  }
}

function compareStep(normaliser: KubectlNormaliser, step: Step, output: Output, id: string): CaseResult {
  const { stdout, stderr } = step.normalised
  const opened = step.normalised.opened ?? undefined
  const ours = { stdout: stdout === null ? '' : normaliser.text(output.stdout), stderr: stderr === null ? '' : normaliser.text(output.stderr), opened: opened === undefined ? [] : output.opened.map((text) => normaliser.text(text)) }
  const exit = output.exit ?? 1
  const same = {
    exit: step.exit === null || step.exit === exit,
    stdout: stdout === null || sameText(stdout, ours.stdout, step),
    stderr: stderr === null || sameText(stderr, ours.stderr, step),
    opened: opened === undefined || (opened.length === ours.opened.length && opened.every((text, at) => sameText(text, ours.opened[at] ?? '', step))),
  }
  const difference = [
    `$ ${step.argv}`,
    ...(same.exit ? [] : [`exit: ${String(step.exit)} → ${String(exit)}`]),
    ...(same.stdout ? [] : textDifference('stdout', stdout ?? '', ours.stdout)),
    ...(same.stderr ? [] : textDifference('stderr', stderr ?? '', ours.stderr)),
    ...(same.opened ? [] : [`opened: ${JSON.stringify(opened)} → ${JSON.stringify(ours.opened)}`]),
  ]
  return { id, kind: 'kubectl', verdict: step.exit === null || (step.exit === 0) === (exit === 0), code: same.exit, message: same.stderr, object: same.stdout && same.opened, difference }
}

/** Lines that hold a generated name are in the order of the real value: they are compared as a set, like those recorded in any order. */
function sameText(recorded: string, ours: string, { order, repeats, counts }: Step): boolean {
  if (recorded === ours) return true
  const plain = (text: string) => {
    let lines = text.split('\n')
    if (counts === 'any') lines = lines.map((line) => line.replace(/<age> \(x\d+ over <age>\)/g, '<age>'))
    if (repeats === true) lines = lines.filter((line, at) => line !== lines[at - 1])
    return lines
  }
  const [a, b] = [plain(recorded), plain(ours)]
  if (a.join('\n') === b.join('\n')) return true
  if (order !== 'any' && !/<(?:rand|hash|ev):\d+>/.test(recorded)) return false
  const unnumbered = (lines: readonly string[]) => lines.map((line) => line.replace(/<(\w+):\d+>/g, '<$1>')).sort().join('\n')
  return unnumbered(a) === unnumbered(b)
}

function textDifference(name: string, recorded: string, ours: string): string[] {
  const a = recorded.split('\n')
  const b = ours.split('\n')
  const at = a.findIndex((line, index) => line !== b[index])
  const first = at === -1 ? a.length : at
  return [`${name} from line ${String(first + 1)}:`, ...a.slice(first, first + 4).map((line) => `  - ${line}`), ...b.slice(first, first + 4).map((line) => `  + ${line}`)]
}
