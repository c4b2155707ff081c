import { advance, nextDueAt, type OnChange } from '@/lib/cluster/advance'
import { handle } from '@/lib/cluster/api/handle'
import type { Cluster } from '@/lib/cluster/cluster'
import { epochOf } from '@/lib/cluster/open'
import type { FileAnswer, KubectlAnswer, KubectlEffect } from './effect'
import { kubectl } from './kubectl'
import { splitWords } from './words'

/** What a command finds around it. */
export interface KubectlWorld {
  /** Files by name; a name with a folder is looked for as written. */
  readonly files: Readonly<Record<string, string>>
  readonly stdin?: string
  /** What the editor makes of a text; absent: nothing is changed. */
  readonly edit?: (fileName: string, text: string) => string
  readonly onChange?: OnChange
  /** Told of every stretch of simulated time that the command lets pass: the cluster at its beginning. */
  readonly onWait?: (cluster: Cluster) => void
  /** Simulated milliseconds after which a command that still waits is stopped, as by Ctrl-C. Default 900,000. */
  readonly limitMs?: number
}

/** What a command did. */
export interface KubectlRun {
  readonly cluster: Cluster
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  /** Both streams as they came. */
  readonly output: string
  /** Files it wrote: the client's configuration. */
  readonly written: Readonly<Record<string, string>>
}

/** Runs one command on a cluster at once: where it waits, simulated time jumps to the next change. */
export function runKubectl(cluster: Cluster, line: string | readonly string[], world: KubectlWorld): KubectlRun {
  const split = typeof line === 'string' ? splitWords(line) : { words: line }
  if ('error' in split) return { cluster, exitCode: 2, stdout: '', stderr: `${split.error}\n`, output: `${split.error}\n`, written: {} }
  const state = { cluster, stdout: '', stderr: '', output: '', written: {} }
  const program = kubectl(split.words)
  const stopAt = cluster.now + (world.limitMs ?? 900_000)
  let answer: KubectlAnswer
  for (;;) {
    const step = program.next(answer)
    if (step.done === true) return { ...state, exitCode: step.value }
    if (step.value.effect === 'idle' && state.cluster.now >= stopAt) return { ...state, exitCode: 130 }
    answer = respond(state, step.value, world, stopAt)
  }
}

interface State {
  written: Readonly<Record<string, string>>
  cluster: Cluster
  stdout: string
  stderr: string
  output: string
}

function respond(state: State, effect: KubectlEffect, world: KubectlWorld, stopAt: number): KubectlAnswer {
  switch (effect.effect) {
    case 'request': {
      const { cluster, response } = handle(state.cluster, effect.request, world.onChange)
      state.cluster = cluster
      return response
    }
    case 'print':
      state[effect.stream] += effect.text
      state.output += effect.text
      return undefined
    case 'idle': {
      const next = Math.min(nextDueAt(state.cluster) ?? stopAt, effect.untilMs ?? stopAt, stopAt)
      world.onWait?.(state.cluster)
      state.cluster = advance(state.cluster, Math.max(next, state.cluster.now + 1), world.onChange)
      return state.cluster.now
    }
    case 'read':
      return readFile(effect.path, world)
    case 'edit':
      return world.edit?.(effect.fileName, effect.text) ?? effect.text
    case 'write':
      state.written = { ...state.written, [effect.path]: effect.text }
      return undefined
    case 'now':
      return { nowMs: state.cluster.now, epochMs: epochOf(state.cluster) }
  }
}

/** A file by name, the files of a folder, or the ones a pattern matches; `-` is standard input. */
export function readFile(path: string, world: Pick<KubectlWorld, 'files' | 'stdin'>): FileAnswer {
  if (path === '-') return { files: [{ name: 'STDIN', text: world.stdin ?? '' }], terminal: world.stdin === undefined }
  if (path === '') return { error: 'the path "" does not exist' }
  if (/^https?:/.test(path)) return { error: urlProblem(path) }
  const name = path.replace(/^\.\//, '')
  if (Object.hasOwn(world.files, name)) return { files: [{ name: path, text: world.files[name] ?? '' }] }
  const found = name.includes('*') ? filesMatching(name, world.files) : filesInFolder(name, world.files)
  if (found.length > 0) return { files: found.map((file) => ({ name: file, text: world.files[file] ?? '' })) }
  if (name === '.' || isFolder(name, world.files)) return { error: `error reading [${path}]: recognized file extensions are [.json .yaml .yml]` }
  return { error: `the path "${path}" does not exist` }
}

/** Nothing listens on the learner's own machine, and nothing else is reached. */
function urlProblem(url: string): string {
  const local = /^https?:\/\/((?:127\.0\.0\.1|localhost)(?::\d+)?)(?:\/|$)/.exec(url)?.[1]
  if (local === undefined) return `unable to read URL "${url}": the internet is not part of this practice cluster`
  return `The connection to the server ${local} was refused - did you specify the right host or port?`
}

function isFolder(name: string, files: KubectlWorld['files']): boolean {
  return Object.keys(files).some((file) => file.startsWith(`${name.replace(/\/$/, '')}/`))
}

function filesInFolder(name: string, files: KubectlWorld['files']): readonly string[] {
  const folder = name === '.' || name === '' ? '' : `${name.replace(/\/$/, '')}/`
  return Object.keys(files).filter((file) => /\.(?:ya?ml|json)$/.test(file) && file.startsWith(folder) && !file.slice(folder.length).includes('/')).sort()
}

function filesMatching(name: string, files: KubectlWorld['files']): readonly string[] {
  const pattern = new RegExp(`^${name.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*')}$`)
  return Object.keys(files).filter((file) => pattern.test(file)).sort()
}
