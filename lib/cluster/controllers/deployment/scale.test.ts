import { describe, expect, it } from 'vitest'
import { desiredAnnotation, maxAnnotation } from './annotations'
import { deploymentOf, replicaSetOf } from './fixtures/objects'
import { calculateProportions, isScalingEvent } from './scale'

const sizedFor = (desired: number, max: number) => ({ [desiredAnnotation]: String(desired), [maxAnnotation]: String(max) })

describe('calculateProportions', () => {
  it('gives each ReplicaSet its share, the largest the rest', () => {
    const running = [replicaSetOf('old', 8, 8, sizedFor(10, 13)), replicaSetOf('new', 5, 0, sizedFor(10, 13), 1)]
    const sizes = calculateProportions(deploymentOf(15, 3, 2), running)
    expect(sizes.map(({ replicaSet, replicas }) => [replicaSet.metadata.name, replicas])).toEqual([
      ['old', 11],
      ['new', 7],
    ])
  })

  it('takes likewise', () => {
    const running = [replicaSetOf('old', 8, 8, sizedFor(10, 13)), replicaSetOf('new', 5, 0, sizedFor(10, 13), 1)]
    const sizes = calculateProportions(deploymentOf(5, 3, 2), running)
    expect(sizes.reduce((sum, { replicas }) => sum + replicas, 0)).toBe(8)
  })

  it('takes all for a Deployment of none', () => {
    const running = [replicaSetOf('old', 2, 2, sizedFor(3, 4)), replicaSetOf('new', 2, 0, sizedFor(3, 4), 1)]
    expect(calculateProportions(deploymentOf(0, 1, 0), running).map(({ replicas }) => replicas)).toEqual([0, 0])
  })
})

describe('isScalingEvent', () => {
  it('compares the size asked for with the one the ReplicaSets were scaled for', () => {
    const fresh = replicaSetOf('new', 3, 3, sizedFor(3, 4))
    expect(isScalingEvent(deploymentOf(3, 1, 0), { fresh, old: [] })).toBe(false)
    expect(isScalingEvent(deploymentOf(5, 1, 0), { fresh, old: [] })).toBe(true)
    expect(isScalingEvent(deploymentOf(5, 1, 0), { fresh: replicaSetOf('new', 0, 0, sizedFor(3, 4)), old: [] })).toBe(false)
  })
})
