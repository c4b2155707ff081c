import { describe, expect, it } from 'vitest'
import { exercises } from '@/content/exercises'
import { prepareCluster, runSubmission } from '@/lib/grade/run-submission'
import { holds } from '@/lib/session/goal-holds'
import { goalsOf } from '@/lib/session/goals'

const ids = Object.keys(exercises).filter((id) => /^(deployments|strategies)\//.test(id))

/** An exercise's goals, and how its cluster stands at the start and after each step of the solution. */
async function played(id: string) {
  const exercise = await exercises[id]?.load()
  if (exercise === undefined) throw new Error(`no exercise ${id}`)
  const prepared = prepareCluster(exercise)
  const steps = Object.entries(exercise.solution).map(([file, text]) => ({ do: 'apply' as const, file, text }))
  return { goals: goalsOf(exercise, prepared), start: prepared.objects, stages: runSubmission(prepared, { steps, files: exercise.solution }).steps.map(({ after }) => after.objects) }
}

describe.each(ids)('the goal of %s', (id) => {
  it('is there to be drawn when the learner comes, and holds after the solution', async () => {
    const { goals, start, stages } = await played(id)
    expect(goals.flat().some((goal) => !holds(goal, start))).toBe(true)
    expect(goals.at(-1)?.filter((goal) => !holds(goal, stages.at(-1) ?? new Map()))).toEqual([])
  })
})

it('a sequence has a stage for each step of its solution', async () => {
  const { goals } = await played('deployments/sale-day')
  expect(goals).toEqual([20, 5].map((replicas) => [{ deployment: 'Deployment/default/store', replicas, image: 'nginx:1.27' }]))
})

it('a route’s ways have their shares', async () => {
  const { goals } = await played('strategies/two-percent')
  expect(goals.flat()).toContainEqual({ from: 'HTTPRoute/default/feed', to: 'Service/default/feed-canary', port: 80, share: 2 })
})
