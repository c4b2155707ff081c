import { runProgram } from '#container-programs'
import type { Container, Pod } from '@/lib/kube/core/v1.generated'
import type { Working } from '../../working/working'
import { FileSystem, type Mount } from '../files/file-system'
import { mountsOf, type FileChange } from '../files/pod-files'
import type { Identity } from '../security/identity'
import { procMounts } from './proc'

/** What a container's own command does in its life, with when: milliseconds after its start. */
export interface MainRun {
  readonly exitCode: number
  /** Infinity: it does not end by itself. */
  readonly endsAfterMs: number
  readonly output: readonly { readonly afterMs: number; readonly text: string }[]
  readonly changes: readonly (FileChange & { readonly afterMs: number })[]
}

/** A process that has waited as often as this runs on for ever, as far as this cluster follows it. */
const mostWaits = 200

class RunsOn extends Error {}

/** Follows a container's command to its end, on a copy of its files: what it writes is for the caller to write when its time comes. Undefined: no such program. */
export function runMain(working: Working, pod: Pod, container: Container, { argv, identity, env }: { readonly argv: readonly string[]; readonly identity: Identity; readonly env: Readonly<Record<string, string>> }): MainRun | undefined {
  const output: { afterMs: number; text: string }[] = []
  const changes: (FileChange & { readonly afterMs: number })[] = []
  let [spent, waits] = [0, 0]
  const mounts = [...mountsOf(working, pod, container).map(copied), ...procMounts(pod, identity)]
  const files = new FileSystem(mounts, identity, ({ path }, parts, node) => changes.push({ afterMs: spent, mount: path, parts, node }))
  const say = (text: string) => output.push({ afterMs: spent, text })
  const spend = (ms: number) => {
    if (ms === Infinity || ++waits > mostWaits) throw new RunsOn()
    spent += ms
  }
  try {
    const exitCode = runProgram({ working, pod, container, argv, stdin: '', env, identity, files, cwd: container.workingDir ?? '/', out: say, err: say, spend, spent: () => spent, start: () => 126 })
    return exitCode === undefined ? undefined : { exitCode, endsAfterMs: spent, output, changes }
  } catch (error) {
    if (!(error instanceof RunsOn)) throw error
    return { exitCode: 0, endsAfterMs: Infinity, output, changes }
  }
}

function copied(mount: Mount): Mount {
  let node: ReturnType<Mount['load']> | undefined
  return { ...mount, load: () => (node ??= mount.load()), save: (root) => (node = root) }
}
