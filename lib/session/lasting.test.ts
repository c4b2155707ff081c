import { expect, it } from 'vitest'
import { opened } from '@/tests/connected-session'

/** Does some lines one after another, each when the cluster rests, then grades with the solution in the editor. */
async function gradedAfter(exercise: string, lines: readonly string[], withSolution: boolean) {
  const page = await opened(exercise)
  const { session } = page
  for (const line of lines) {
    session.run(line)
    await page.settle()
    do await page.tick(5)
    while (session.state.shown?.clock !== 'paused')
  }
  if (withSolution) for (const [file, text] of Object.entries(session.state.outline?.solution ?? {})) session.edit(file, text)
  session.grade()
  await page.settle()
  const { grading } = session.state
  if (grading.state !== 'done') throw new Error('not graded')
  return { session, grading }
}

it('availability that a kubectl line broke stays broken, and only a fresh cluster helps', async () => {
  const { session, grading } = await gradedAfter('deployments/declarative-update', ['kubectl scale deployment web --replicas=0', 'kubectl scale deployment web --replicas=3'], true)
  expect(grading.verdict.status).toBe('unmet')
  expect(grading.lasting).toContain('available-web')
  session.resetCluster()
  expect(session.state).toMatchObject({ deeds: [], grading: { state: 'none' } })
  expect(session.state.files['web.yaml']).toBe(session.state.outline?.solution['web.yaml'])
})

it('what another text of the file would mend does not last', async () => {
  const page = await opened('deployments/declarative-update')
  const { session } = page
  const solution = session.state.outline?.solution['web.yaml'] ?? ''
  session.edit('web.yaml', solution.replace(/^ {2}selector:/m, '  strategy: {type: Recreate}\n  selector:'))
  session.grade()
  await page.settle()
  expect(session.state.grading).toMatchObject({ verdict: { status: 'unmet' }, lasting: [] })
})

it('in a sequence every text counts, and what it broke lasts', async () => {
  const page = await opened('strategies/never-below-four')
  const { session } = page
  const solution = session.state.outline?.solution['web.yaml'] ?? ''
  session.edit('web.yaml', solution.replace(/strategy:[\s\S]*?(?=\n {2}\w)/, 'strategy: {type: Recreate}'))
  session.grade()
  await page.settle()
  expect(session.state.grading).toMatchObject({ verdict: { status: 'unmet' } })
  expect(session.state.grading).toHaveProperty('lasting', ['available-web'])
})

it('nothing is said where the grade is met', async () => {
  const { grading } = await gradedAfter('deployments/declarative-update', ['kubectl set image deployment/web web=nginx:1.27'], false)
  expect(grading).toMatchObject({ verdict: { status: 'met' }, lasting: [] })
})
