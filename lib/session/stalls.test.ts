import { describe, expect, it } from 'vitest'
import { NotFetched } from '@/lib/kube/not-fetched'
import { Stalls } from './stalls'

describe('what stalls', () => {
  it('goes on once its code is here, before what was to be done after it', () => {
    const stalls = new Stalls<string>()
    const done: string[] = []
    let isHere = false
    const need = () => {
      if (!isHere) throw new NotFetched('a part', () => Promise.resolve())
      done.push('first')
    }
    stalls.doAll([() => stalls.attempt('first', need), () => done.push('second')])
    expect(stalls.missing).toBeDefined()
    expect(done).toEqual([])
    isHere = true
    stalls.resume((what) => {
      expect(what).toBe('first')
      need()
    })
    expect(stalls.missing).toBeUndefined()
    expect(done).toEqual(['first', 'second'])
  })

  it('leaves other errors alone', () => {
    const wrong = () => {
      throw new Error('our bug')
    }
    expect(() => new Stalls().attempt('this', wrong)).toThrow('our bug')
  })
})
