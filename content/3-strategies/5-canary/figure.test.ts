import { beforeAll, describe, expect, it } from 'vitest'
import { Played } from '@/tests/played-figure'
import { scene } from './figure'

describe('a share made of Pods', () => {
  let figure: Played
  beforeAll(() => {
    figure = new Played(scene)
  })
  const cells = (row: number) => (scene.picture.kind === 'table' ? scene.picture.table(figure.view).rows[row]?.cells : undefined) ?? []
  const counted = () => parseFloat(cells(3)[1] ?? '')

  it('is the share of the ready Pods, give or take chance', () => {
    figure.run(60)
    expect(cells(1)).toEqual(['90.0 %', '10.0 %'])
    expect(cells(2).map(Number).reduce((sum, count) => sum + count, 0)).toBe(1000)
    expect(counted()).toBeGreaterThan(7)
    expect(counted()).toBeLessThan(13)
  })

  it('is 9.1 % where a canary is added to ten Pods, and cannot be 2 % with them', () => {
    figure.set('stable', 10)
    expect(cells(1)[1]).toBe('9.1 %')
    expect(figure.say()).toContain('there is no smaller one')
  })

  it('is 2 % of fifty Pods', () => {
    figure.set('stable', 49, 60)
    expect(cells(1)[1]).toBe('2.0 %')
    expect(counted()).toBeLessThan(4)
  })

  it('is nothing without a canary', () => {
    figure.set('canary', 0, 60)
    expect(cells(2)[1]).toBe('0')
    expect(figure.say()).toContain('so its share is 0 %')
  })
})
