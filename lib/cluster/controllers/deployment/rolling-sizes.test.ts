import { describe, expect, it } from 'vitest'
import { deploymentOf, replicaSetOf } from './fixtures/objects'
import { calculateFreshReplicas, calculateOldReplicas } from './rolling-sizes'

describe('calculateFreshReplicas', () => {
  it.each([
    [10, 3, 10, 0, 3],
    [10, 3, 13, 3, 3],
    [10, 3, 4, 4, 10],
    [10, '25%', 10, 0, 3],
    [3, '25%', 3, 0, 1],
    [1, 0, 1, 0, 0],
  ])('of %i replicas with surge %s, %i wanted in all and %i of the new: %i', (replicas, surge, wanted, fresh, expected) => {
    expect(calculateFreshReplicas(deploymentOf(replicas, surge, 0), wanted, fresh)).toBe(expected)
  })
})

describe('calculateOldReplicas', () => {
  it('takes what is not available first, then what can be spared, oldest first', () => {
    const old = [replicaSetOf('a', 6, 4), replicaSetOf('b', 2, 2)]
    expect(calculateOldReplicas(old, 3, 1)).toEqual([
      { healthy: 4, final: 3 },
      { healthy: 2, final: 2 },
    ])
  })

  it('cleans up no more than it may', () => {
    expect(calculateOldReplicas([replicaSetOf('a', 6, 0)], 2, 0)).toEqual([{ healthy: 4, final: 4 }])
  })

  it('spares over several ReplicaSets', () => {
    const old = [replicaSetOf('a', 2, 2), replicaSetOf('b', 3, 3)]
    expect(calculateOldReplicas(old, 9, 4).map(({ final }) => final)).toEqual([0, 1])
  })
})
