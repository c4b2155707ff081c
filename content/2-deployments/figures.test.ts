import { beforeEach, describe, expect, it } from 'vitest'
import { Played } from '@/tests/played-figure'
import { scene as reconcileLoop } from './1-what-is-a-deployment/figure'
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
