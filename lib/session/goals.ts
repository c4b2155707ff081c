import type { Cluster } from '@/lib/cluster/cluster'
import type { Exercise } from '@/lib/grade/exercise'
import { runSubmission } from '@/lib/grade/run-submission'
import type { Goal } from './messages'
import { waysOf } from './ways'

/** What the map draws dotted: the ways from Services to Deployments that are there once the exercise's own solution has run. */
export function goalsOf(exercise: Exercise, prepared: Cluster): readonly Goal[] {
  const steps = Object.entries(exercise.solution).map(([file, text]) => ({ do: 'apply' as const, file, text }))
  const { end } = runSubmission(prepared, { steps, files: exercise.solution })
  return waysOf(end.objects)
}
