import { expect, it } from 'vitest'
import type { Deployment } from '@/lib/kube/apps/v1.generated'
import { opened } from '@/tests/connected-session'

/** Half a second of real time at tenfold speed, until nothing runs any more. */
async function untilRest(page: Awaited<ReturnType<typeof opened>>): Promise<void> {
  do await page.tick(5)
  while (page.session.state.shown?.clock !== 'paused')
}

it('a solution in steps is played in its order, each step when the cluster has settled after the one before', async () => {
  const page = await opened('deployments/sale-day')
  const { session } = page
  await untilRest(page)
  session.demonstrate(session.state.outline?.solution ?? {})
  await page.settle()
  const wanted: number[] = []
  const available: number[] = []
  const look = () => {
    const store = session.state.shown?.objects.get('apps/deployments/default/store') as Deployment | undefined
    wanted.push(store?.spec.replicas ?? 0)
    available.push(store?.status?.availableReplicas ?? 0)
  }
  for (let i = 0; i < 400 && session.state.deeds.length < 2; i += 1) {
    await page.tick(1)
    look()
  }
  expect(wanted.filter((replicas) => replicas === 20).length).toBeGreaterThan(10)
  expect(Math.max(...available)).toBe(20)
  await untilRest(page)
  look()
  expect([wanted.at(-1), available.at(-1)]).toEqual([5, 5])
  expect(session.state.log.filter(({ kind }) => kind === 'command').map(({ text }) => text)).toEqual(['kubectl apply -f 1-sale-begins.yaml', 'kubectl apply -f 2-sale-is-over.yaml'])
})

it('what was played is a right answer', async () => {
  const page = await opened('strategies/catch-the-bug')
  const { session } = page
  const solution = session.state.outline?.solution ?? {}
  for (const [file, text] of Object.entries(solution)) session.edit(file, text)
  session.demonstrate(solution)
  await page.settle()
  for (let i = 0; i < 2_000 && session.state.deeds.length < 5; i += 1) await page.tick(1)
  session.grade()
  await page.settle()
  expect(session.state.grading).toMatchObject({ state: 'done', verdict: { status: 'met' }, lasting: [] })
})

it('whoever does something else meanwhile ends the playing', async () => {
  const page = await opened('deployments/sale-day')
  const { session } = page
  await untilRest(page)
  session.demonstrate(session.state.outline?.solution ?? {})
  session.run('kubectl scale deployment store --replicas=7')
  await page.settle()
  await untilRest(page)
  expect((session.state.shown?.objects.get('apps/deployments/default/store') as Deployment | undefined)?.spec.replicas).toBe(7)
})
