import type { Change, Cluster } from '@/lib/cluster/cluster'
import { createCluster } from '@/lib/cluster/create-cluster'
import { settle } from '@/lib/cluster/settle'
import { runKubectl, type KubectlRun, type KubectlWorld } from '@/lib/kubectl/run'
import { splitWords } from '@/lib/kubectl/words'
import type { Exercise } from './exercise'
import { explainRefusal } from './refusal'
import type { Step, Submission } from './submission'
import type { StepOutcome, Trial } from './trial'
import { indexWritten } from './written'

/** Simulated milliseconds a step may take to settle (curriculum contract, rule 6). */
export const stepLimitMs = 120_000
/** The same after the last step, so that long `minReadySeconds` still end. */
export const lastStepLimitMs = 600_000

/** The cluster an exercise starts from: its given objects applied one step after another and settled. Throws if the exercise itself is wrong. */
export function prepareCluster(exercise: Exercise, seed = 1): Cluster {
  let cluster = settle(createCluster({ seed }), stepLimitMs)
  for (const step of exercise.given) {
    const run = step.do === 'apply' ? runKubectl(cluster, ['apply', '-f', 'given.yaml'], { files: { 'given.yaml': step.text } }) : runKubectl(cluster, step.line, { files: {} })
    if (run.exitCode !== 0) throw new Error(`${exercise.id}: what is given cannot be made: ${run.stderr}`)
    cluster = settle(run.cluster, stepLimitMs)
  }
  return cluster
}

/** Runs a submission on a prepared cluster, step by step, and keeps everything that happened. */
export function runSubmission(start: Cluster, submission: Submission): Trial {
  const film: Change[] = []
  const record = (change: Change) => void film.push(change)
  const tape: Cluster[] = [start]
  const remember = (cluster: Cluster) => void tape.push(cluster)
  const steps: StepOutcome[] = []
  let cluster = start
  let home: KubectlRun['written'] = {}
  for (const [index, step] of submission.steps.entries()) {
    const before = cluster
    const run = runStep(before, step, { ...submission.files, ...home }, { onChange: record, onWait: remember })
    home = { ...home, ...run.written }
    remember(run.cluster)
    const limit = index === submission.steps.length - 1 ? lastStepLimitMs : stepLimitMs
    cluster = settle(run.cluster, limit, record)
    const refusal = run.exitCode === 0 ? undefined : explainRefusal(step, index, run.stderr)
    steps.push({ step, before, applied: run.cluster, after: cluster, exitCode: run.exitCode, stdout: run.stdout, stderr: run.stderr, refusal })
  }
  return { start, end: cluster, steps, film, tape, submission, written: indexWritten(submission.steps) }
}

function runStep(cluster: Cluster, step: Step, files: Submission['files'], told: Pick<KubectlWorld, 'onChange' | 'onWait'>): KubectlRun {
  if (step.do === 'apply') return runKubectl(cluster, ['apply', '-f', step.file], { files: { ...files, [step.file]: step.text }, ...told })
  // An empty file is a refused step (curriculum contract, rule 6), though kubectl itself answers no words with its help.
  if (step.line.trim() === '') return { cluster, exitCode: 1, stdout: '', stderr: `error: ${step.file} holds no command\n`, output: '', written: {} }
  const { edited } = step
  return runKubectl(cluster, kubectlWords(step.line), { files, ...told, ...(edited === undefined ? {} : { edit: () => edited }) })
}

/** A line of a `.kubectl` file may begin with `kubectl` or not. */
function kubectlWords(line: string): string | readonly string[] {
  const split = splitWords(line)
  if ('error' in split) return line
  return split.words[0] === 'kubectl' ? split.words.slice(1) : split.words
}
