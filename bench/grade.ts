import { exercises } from '@/content/exercises'
import type { Exercise } from '@/lib/grade/exercise'
import { grade } from '@/lib/grade/grade'
import { prepareCluster } from '@/lib/grade/run-submission'
import type { Figure, Measurement } from './figure'

/** How often each exercise is graded after its first time. */
const rounds = 7

/**
 * Every exercise's own solution, graded as `npm run grade` does it: prepare the cluster, apply, let it run, send the traffic, judge.
 * Cold is the first time in this process; the very first of all compiles the program too. Warm with the prepared cluster at hand is what the page does.
 */
export const grading: Measurement = {
  name: 'grade',
  about: 'every exercise: prepare, apply, run, traffic, verdict of its solution; in Node',
  run: async () => {
    const measured = []
    for (const [id, { load }] of Object.entries(exercises)) measured.push({ id, ...times(await load()) })
    const each = measured.map(({ id, cold, whole, wanted }): Figure => ({ name: id, unit: 'ms', values: whole, wanted: { of: 'median', atMost: wanted }, note: `cold ${cold.toFixed(0)} ms` }))
    return [
      ...each,
      { name: 'cold, all exercises', unit: 'ms', values: measured.map(({ cold }) => cold), note: 'the first compiles the program' },
      { name: 'warm, cluster prepared', unit: 'ms', values: measured.flatMap(({ prepared }) => prepared) },
    ]
  },
}

function times(exercise: Exercise): { readonly cold: number; readonly whole: number[]; readonly prepared: number[]; readonly wanted: number } {
  const steps = Object.entries(exercise.solution).map(([file, text]) => ({ do: 'apply' as const, file, text }))
  const submission = { steps, files: {} }
  const once = (run: () => ReturnType<typeof grade>) => {
    const start = performance.now()
    const { status } = run()
    const ms = performance.now() - start
    if (status !== 'met') throw new Error(`${exercise.id}: its solution is ${status}`)
    return ms
  }
  const cold = once(() => grade(exercise, submission))
  const whole = Array.from({ length: rounds }, () => once(() => grade(exercise, submission)))
  const cluster = prepareCluster(exercise)
  const prepared = Array.from({ length: rounds }, () => once(() => grade(exercise, submission, cluster)))
  return { cold, whole, prepared, wanted: steps.length > 1 ? 300 : 100 }
}
