import type { Cluster } from '@/lib/cluster/cluster'
import type { Exercise } from '@/lib/grade/exercise'
import { runSubmission } from '@/lib/grade/run-submission'
import { podsGoals } from './goal-holds'
import type { Goal, PodsGoal } from './messages'
import { waysOf } from './ways'

/**
 * What the map draws dotted: what is there once the exercise's own solution has run, and in a sequence after each of its steps. Ways of requests,
 * and the Pods of those Deployments that the solution makes or changes.
 */
export function goalsOf(exercise: Exercise, prepared: Cluster): readonly (readonly Goal[])[] {
  const steps = Object.entries(exercise.solution).map(([file, text]) => ({ do: 'apply' as const, file, text }))
  const trial = runSubmission(prepared, { steps, files: exercise.solution })
  const stages = exercise.sequence === true ? trial.steps.map(({ after }) => after.objects) : [trial.end.objects]
  const given = new Map(podsGoals(prepared.objects).map((goal) => [goal.deployment, goal]))
  const isChanged = ({ deployment, replicas, image }: PodsGoal) => given.get(deployment)?.replicas !== replicas || given.get(deployment)?.image !== image
  const changed = new Set(stages.flatMap(podsGoals).filter(isChanged).map(({ deployment }) => deployment))
  return stages.map((objects) => [...waysOf(objects), ...podsGoals(objects).filter(({ deployment }) => changed.has(deployment))])
}
