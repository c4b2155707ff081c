import { expect, it } from 'vitest'
import { deploymentOf } from './fixtures/objects'
import { maxSurge, maxUnavailable } from './limits'

it.each([
  [10, '25%', '25%', 3, 2],
  [4, '25%', '25%', 1, 1],
  [3, '25%', '25%', 1, 0],
  [1, '25%', '25%', 1, 0],
  [1, 0, '25%', 0, 1],
  [5, 0, '100%', 0, 5],
  [3, 2, 7, 2, 3],
  [0, 1, 1, 1, 0],
])('of %i replicas, surge %s and unavailable %s are %i and %i Pods', (replicas, surge, unavailable, wantedSurge, wantedUnavailable) => {
  const deployment = deploymentOf(replicas, surge, unavailable)
  expect([maxSurge(deployment), maxUnavailable(deployment)]).toEqual([wantedSurge, wantedUnavailable])
})
