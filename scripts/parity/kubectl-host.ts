import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { advance, nextDueAt } from '@/lib/cluster/advance'
import { handle } from '@/lib/cluster/api/handle'
import type { Cluster } from '@/lib/cluster/cluster'
import type { SimulationState } from '@/lib/cluster/working/working'
import { readFile } from '@/lib/kubectl/run'
import type { EditAnswer, FileAnswer, KubectlAnswer, KubectlEffect, KubectlProgram } from '@/lib/kubectl/effect'

/** How long a command that asks for nothing in particular takes, in simulated milliseconds. */
const commandMs = 100

/** Longest a command that waits for something that never happens is let go on, in simulated milliseconds: then it is interrupted. */
const patienceMs = 3_600_000

/** What a command printed and how it ended; `exit` undefined while it runs on. */
export interface Output {
  stdout: string
  stderr: string
  exit: number | undefined
  readonly opened: string[]
}

/** A command that waits. */
export interface Waiting {
  readonly program: KubectlProgram | undefined
  readonly output: Output
  readonly answer: KubectlAnswer
}

/**
 * The world around kubectl in a replay: one folder of files, standard input, an editor that is a shell script, and the practice cluster, whose
 * time passes only as far as a command waits.
 */
export class KubectlHost {
  cluster: Cluster
  readonly files = new Map<string, string>()
  /** The folder that commands are typed in. */
  readonly home = '/home/learner/work'
  stdin = ''
  editor = ''
  #program: KubectlProgram | undefined
  #output: Output = { stdout: '', stderr: '', exit: undefined, opened: [] }
  #answer: KubectlAnswer

  constructor(cluster: Cluster) {
    this.cluster = cluster
  }

  /** Starts a command and runs it until it ends or, with `background`, until it waits for the cluster. */
  start(program: KubectlProgram, background: boolean): Output {
    this.cluster = advance(this.cluster, this.cluster.now + commandMs)
    this.#program = program
    this.#output = { stdout: '', stderr: '', exit: undefined, opened: [] }
    this.#answer = undefined
    return this.resume(background)
  }

  /** Goes on with the command that waits. */
  resume(background: boolean, untilMs = this.cluster.now + patienceMs): Output {
    const output = this.#output
    while (this.#program !== undefined && output.exit === undefined) {
      const step = this.#program.next(this.#answer)
      if (step.done === true) output.exit = step.value
      else if (step.value.effect === 'idle' && (background || this.cluster.now >= untilMs)) {
        this.#answer = this.cluster.now
        return output
      } else this.#answer = this.#act(step.value, output)
    }
    return output
  }

  /** Puts the waiting command aside, so that others can be typed. */
  pause(): Waiting {
    return { program: this.#program, output: this.#output, answer: this.#answer }
  }

  unpause({ program, output, answer }: Waiting): void {
    this.#program = program
    this.#output = output
    this.#answer = answer
  }

  #act(effect: KubectlEffect, output: Output): KubectlAnswer {
    switch (effect.effect) {
      case 'request': {
        const { cluster, response } = handle(this.cluster, effect.request)
        this.cluster = cluster
        return response
      }
      case 'print':
        output[effect.stream] += effect.text
        return undefined
      case 'idle':
        return this.#idle(effect.untilMs)
      case 'read':
        return this.#read(effect.path)
      case 'write':
        this.files.set(effect.path, effect.text)
        return undefined
      case 'edit':
        if (effect.editor === undefined) output.opened.push(effect.text)
        return this.#edit(effect.text, effect.editor)
      case 'now':
        return { nowMs: this.cluster.now, epochMs: (this.cluster.simulation as SimulationState).epochMs }
    }
  }

  /** Time passes until the store changes, at most until then; without anything to come it jumps. */
  #idle(untilMs = this.cluster.now + 600_000): number {
    const before = this.cluster.resourceVersion
    while (this.cluster.resourceVersion === before) {
      const due = nextDueAt(this.cluster)
      if (due === undefined || due > untilMs) {
        this.cluster = advance(this.cluster, untilMs)
        break
      }
      this.cluster = advance(this.cluster, due)
    }
    return this.cluster.now
  }

  #read(path: string): FileAnswer {
    return readFile(path.replace(`${this.home}/`, ''), { files: Object.fromEntries(this.files), stdin: this.stdin })
  }

  /** Runs the environment's editor on the text, or the recorded shell script as $EDITOR was run; how a failing one is spoken of: kubectl pkg/cmd/util/editor/editor.go. */
  #edit(text: string, named?: string): EditAnswer {
    const folder = mkdtempSync(join(tmpdir(), 'parity-edit-'))
    const file = join(folder, 'object.yaml')
    try {
      writeFileSync(file, text)
      const [program = '', ...options] = named?.split(' ') ?? ['sh', '-c', this.editor, 'editor']
      const { status, error } = spawnSync(program, [...options, file])
      const editor = JSON.stringify(named ?? `${this.home}/.ed`)
      if (error !== undefined && !program.includes('/')) return { error: `unable to launch the editor ${editor}` }
      return status === 0 ? readFileSync(file, 'utf8') : { error: `there was a problem with the editor ${editor}` }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
