import { beforeAll, describe, expect, it } from 'vitest'
import { Played } from '@/tests/played-figure'
import { podsPerNode, scene } from './figure'

describe('a day of the store', () => {
  let figure: Played
  beforeAll(() => {
    figure = new Played(scene)
  })
  const sorted = () => [...podsPerNode(figure.view)].sort()

  it('begins with five Pods on three nodes', () => {
    expect(sorted()).toEqual([1, 2, 2])
  })

  it('replaces a Pod that is deleted: the wish is still five', () => {
    figure.press('delete', 30)
    expect(figure.reading('ready')).toBe('5')
  })

  it('spreads twenty, and takes from the fullest nodes first', () => {
    figure.press('scale', 40)
    expect(sorted()).toEqual([6, 7, 7])
    figure.press('scale', 60)
    expect(sorted()).toEqual([0, 0, 5])
    expect(figure.say()).toContain('all five are on one node')
    expect(figure.reading('answered')).toBe('20 of 20')
  })

  it('is spread again when the Pods are replaced', () => {
    figure.press('restart', 90)
    expect(sorted()).not.toContain(5)
    expect(figure.reading('ready')).toBe('5')
  })
})
