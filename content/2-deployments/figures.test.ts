import { beforeEach, describe, expect, it } from 'vitest'
import { Played } from '@/tests/played-figure'
import { scene as reconcileLoop } from './1-what-is-a-deployment/figure'
import { scene as revisions } from './2-key-features/figure'
import { owned, setOf } from './1-what-is-a-deployment/loops'

describe('the loops behind a Deployment', () => {
  let figure: Played
  beforeEach(() => {
    figure = new Played(reconcileLoop)
  })
  const row = (label: string) => reconcileLoop.table?.(figure.view).rows.find((each) => each.label === label)?.cells

  it('have nothing to do at first', () => {
    for (const who of ['Deployment', 'ReplicaSet', 'scheduler', 'kubelet']) expect(row(who)?.[2]).toBe('nothing')
  })

  it('stand still after a Pod is deleted, and then take their turns', () => {
    figure.press('delete')
    expect(row('ReplicaSet')).toEqual(['3 Pods', '2 Pods', 'makes 1 Pod'])
    figure.step()
    expect(row('ReplicaSet')?.[2]).toBe('nothing')
    expect(row('scheduler')?.[2]).toBe('chooses a node')
    figure.step()
    expect(row('kubelet')?.[2]).toContain('starts 1 Pod')
    figure.step(6)
    expect(figure.say()).toMatch(/^Every loop sees what it wants/)
    expect(owned(figure.view)).toHaveLength(3)
  })

  it('undo what was done to the ReplicaSet', () => {
    figure.press('scale-set')
    expect(row('Deployment')).toEqual(['a ReplicaSet of 3', 'one of 5', 'scales it to 3'])
    expect(row('ReplicaSet')?.[2]).toBe('makes 2 Pods')
    figure.run(20)
    expect([setOf(figure.view)?.spec.replicas, owned(figure.view).length]).toEqual([3, 3])
  })

  it('replace a Pod that lost its label, and take it back as one too many', () => {
    figure.press('relabel')
    expect(row('ReplicaSet')).toEqual(['3 Pods', '2 Pods', 'lets go of the relabelled Pod, makes 1 Pod'])
    figure.run(20)
    expect(figure.say()).toContain('runs on without an owner')
    figure.press('relabel')
    expect(row('ReplicaSet')?.[2]).toBe('takes on the Pod with its label, deletes 1 Pod')
    figure.run(30)
    expect(owned(figure.view)).toHaveLength(3)
  })

  it('make a deleted ReplicaSet again, with new Pods', () => {
    const before = owned(figure.view).map(({ metadata }) => metadata.uid)
    figure.press('delete-set')
    expect(row('Deployment')?.[2]).toBe('makes the ReplicaSet')
    figure.run(40)
    expect(owned(figure.view)).toHaveLength(3)
    expect(owned(figure.view).filter(({ metadata }) => before.includes(metadata.uid))).toEqual([])
  })

  it('want more when the Deployment does', () => {
    figure.press('want')
    figure.run(20)
    expect(owned(figure.view)).toHaveLength(5)
  })
})

describe('revisions', () => {
  it('are ReplicaSets: the one that is returned to gets a new number', () => {
    const figure = new Played(revisions)
    figure.press('1.26', 40)
    figure.press('1.27', 40)
    expect([figure.reading('revision'), figure.reading('ReplicaSets'), figure.reading('available')]).toEqual(['3', '3', '4 of 4'])
    if (revisions.picture.kind !== 'revisions') throw new Error('no revisions')
    figure.act(revisions.picture.steps(1), 40)
    expect([figure.reading('revision'), figure.reading('ReplicaSets')]).toEqual(['4', '3'])
    expect(figure.say()).toContain('The ReplicaSet that was revision 1 is revision 4 now')
    figure.act(revisions.picture.steps(1), 5)
    expect(figure.said.some((message) => message.say === 'printed' && message.text.includes('unable to find specified revision 1 in history'))).toBe(true)
  })

  it('stop by themselves where the image is missing', () => {
    const figure = new Played(revisions)
    figure.press('1.99', 60)
    expect(figure.reading('available')).toBe('3 of 4')
    expect(figure.say()).toContain('No registry has nginx:1.99')
    figure.press('undo', 60)
    expect(figure.reading('available')).toBe('4 of 4')
  })
})
