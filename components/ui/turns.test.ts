import { describe, expect, it } from 'vitest'
import { Turns } from './turns'

/** Turns of a browser that draws when told to. */
function browser() {
  const drawings: (() => void)[] = []
  const done: string[] = []
  const turns = new Turns({
    beforeDrawing: (call) => void drawings.push(call),
    finish: (work) => {
      work()
      done.push('|')
    },
  })
  const piece = (name: string, then: () => void = () => undefined) => () => {
    done.push(name)
    then()
  }
  return { turns, done, piece, draw: () => drawings.shift()?.(), due: () => drawings.length }
}

describe('turns', () => {
  it('are one a frame, the longest waiting first', () => {
    const { turns, done, piece, draw, due } = browser()
    turns.ask(piece('read'))
    turns.ask(piece('map'))
    expect([done, due()]).toEqual([[], 1])
    draw()
    expect([done.join(''), due()]).toEqual(['read|', 1])
    draw()
    expect([done.join(''), due()]).toEqual(['read|map|', 0])
  })

  it('are one for who asks again before it comes', () => {
    const { turns, done, piece, draw, due } = browser()
    const map = piece('map')
    turns.ask(map)
    turns.ask(map)
    draw()
    expect([done.join(''), due()]).toEqual(['map|', 0])
  })

  it('asked for during one come in a later frame', () => {
    const { turns, done, piece, draw, due } = browser()
    const map = piece('map')
    turns.ask(piece('read', () => turns.ask(map)))
    draw()
    expect([done.join(''), due()]).toEqual(['read|', 1])
    draw()
    expect([done.join(''), due()]).toEqual(['read|map|', 0])
  })

  it('that nobody wants any more are left out, and the next is not held up', () => {
    const { turns, done, piece, draw, due } = browser()
    const [map, time] = [piece('map'), piece('time')]
    turns.ask(map)
    turns.ask(time)
    turns.drop(map)
    draw()
    expect(done.join('')).toBe('time|')
    turns.ask(map)
    turns.drop(map)
    turns.ask(time)
    expect(due()).toBe(1)
    draw()
    expect([done.join(''), due()]).toEqual(['time|time|', 0])
  })
})
