import { expect, it } from 'vitest'
import { createCluster } from '../create-cluster'
import type { SimulationState } from '../working/working'
import { noteShare, shareOf, type Shares } from './share'

const [one, two] = ['example.com/feed:1.0', 'example.com/feed:2.0']
const from = (canary: number, stream = 'feed.example.com:80') => ({ stream, shares: { [one]: 1 - canary, [two]: canary } satisfies Shares })

function after(count: number, division: ReturnType<typeof from>, state = createCluster().simulation as SimulationState): SimulationState {
  let next = state
  for (let i = 0; i < count; i++) next = noteShare(next, division)
  return next
}

it('is not known before a hundred requests', () => {
  expect(shareOf(after(50, from(0.5)), two, from(0.5))).toBe(0)
  expect(shareOf(after(120, from(0.5)), two, from(0.5))).toBe(0.5)
})

it('follows a changed weight from the next request on, and knows a quarter from less', () => {
  const state = after(400, from(0.1))
  expect([0.1, 0.24, 0.25, 0].map((weight) => shareOf(state, two, from(weight)))).toEqual([0.1, 0.24, 0.25, 0])
})

it('counts each stream by its part of the requests', () => {
  const mostly = after(400, from(0.1))
  expect(shareOf(mostly, two, from(1, 'feed-canary:80'))).toBe(0.1)
  expect(shareOf(after(400, from(1, 'feed-canary:80'), mostly), two, from(0.1))).toBeGreaterThan(0.6)
})

it('is nothing where nobody divides', () => {
  expect(shareOf(after(400, from(0.5)), two, undefined)).toBe(0)
})
