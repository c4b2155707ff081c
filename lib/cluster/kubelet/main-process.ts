import type { Container, Pod } from '@/lib/kube/core/v1.generated'
import { ends, type Image, type Process, type StartContext } from '../images/image'
import type { Working } from '../working/working'
import { identityIn, processEnvironment } from './exec/exec'
import { runMain, type MainRun } from './exec/run-main'
import type { ContainerRuntime } from './runtime'
import { isOwnProgram } from './start-error'

/** A container's process 1 with what it will say and write. */
export interface MainProcess {
  readonly process: Process
  readonly log: ContainerRuntime['log']
  readonly changes: ContainerRuntime['changes']
}

/** Images whose arguments are a command. */
const commandless = new Set(['busybox:1.36', 'curlimages/curl:8.10.1'])
/** From a process' last act to its end. */
const endMs = 20

/** The command that is given, or the image's own program. */
export function mainProcess(working: Working, pod: Pod, spec: Container, context: StartContext, image: Image): MainProcess {
  const argv = context.command.length > 0 ? [...context.command, ...context.args] : commandless.has(image.name) ? context.args : []
  const identity = argv.length === 0 ? undefined : identityIn(pod, spec)
  if (identity === undefined) return silent(context.now, image.start(context))
  const forever = runsForEver(argv)
  if (forever !== undefined) return silent(context.now, processWith(context, forever, argv))
  const run = runMain(working, pod, spec, { argv, identity, env: processEnvironment(pod, spec, identity, context.env) })
  if (run === undefined) return silent(context.now, isOwnProgram(spec, argv[0] ?? '') ? image.start(context) : ends(context, 0, []))
  return { process: processWith(context, run, argv), log: linesOf(context.now, run), changes: run.changes.map(({ afterMs, ...change }) => ({ ...change, at: context.now + afterMs })) }
}

function silent(now: number, process: Process): MainProcess {
  return { process, log: process.log.map((line) => ({ at: now, line })), changes: [] }
}

type Ending = Pick<MainRun, 'exitCode' | 'endsAfterMs'>

/** What goes round without end, or waits for nothing, is not followed. */
function runsForEver(argv: readonly string[]): Ending | undefined {
  const script = argv.join(' ')
  const spins = /while\s+(?:true|:)\s*;/.test(script) && !/\b(?:echo|touch|rm|date|break|exit|>)/.test(script)
  return spins || /\btail\s+-[fF]\b/.test(script) ? { exitCode: 0, endsAfterMs: Infinity } : undefined
}

/** A shell as process 1 and sleep ignore SIGTERM (signal(7): process 1 has no default handler), unless the script traps it. */
function processWith({ now, env }: StartContext, { exitCode, endsAfterMs }: Ending, argv: readonly string[]): Process {
  const trapped = /\btrap\s+(?:'[^']+'|"[^"]+"|[a-z]\S*)\s+[^;&\n]*TERM/.test(argv.join(' '))
  return {
    startedAt: now,
    listens: [],
    ...(endsAfterMs === Infinity ? {} : { endsAt: now + endsAfterMs + endMs, exitCode }),
    ...(trapped ? { stopsAfterMs: 500 } : {}),
    servesWhileStopping: false,
    log: [],
    env,
  }
}

function linesOf(now: number, { output }: MainRun): ContainerRuntime['log'] {
  const lines: { readonly at: number; readonly line: string }[] = []
  let begun = ''
  for (const { afterMs, text } of output) {
    const parts = (begun + text).split('\n')
    begun = parts.pop() ?? ''
    for (const line of parts) lines.push({ at: now + afterMs, line })
  }
  const last = output.at(-1)
  return begun === '' ? lines : [...lines, { at: now + (last?.afterMs ?? 0), line: begun }]
}
