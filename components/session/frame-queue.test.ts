import { describe, expect, it } from 'vitest'
import type { Frame, PackedFrame } from '@/lib/session/messages'
import { FrameQueue } from './frame-queue'

const frame = (now: number): Frame => ({ now, start: 0, head: now, clock: 'playing', speed: 50, reached: 0, changed: [], sameSpec: [], events: [], gone: [], moments: { from: 0, rest: [] }, requests: { from: 0, rest: [] } })
const packed = (session: string, now: number): PackedFrame => ({ say: 'frame', session, packed: JSON.stringify(frame(now)) })

/** A queue whose browser draws when told to, on a clock of which each look takes a millisecond. */
function queue() {
  const drawings: (() => void)[] = []
  const shown: string[] = []
  let clock = 0
  const made = new FrameQueue({
    beforeDrawing: (call) => void drawings.push(call),
    now: () => clock++,
    show: (session, frames) => void shown.push(`${session} ${frames.map(({ now }) => now).join()}`),
  })
  return { made, shown, draw: () => drawings.shift()?.(), due: () => drawings.length }
}

describe('frames of the engine', () => {
  it('wait for the browser, which draws once for all that it had time to read', () => {
    const { made, shown, draw, due } = queue()
    for (const now of [1, 2]) made.push(packed('a', now))
    expect([shown, due()]).toEqual([[], 1])
    draw()
    expect([shown, due(), made.isEmpty]).toEqual([['a 1,2'], 0, true])
  })

  it('that take longer to read than a drawing bears come with the next', () => {
    const { made, shown, draw } = queue()
    for (const now of [1, 2, 3]) made.push(packed('a', now))
    draw()
    expect([shown, made.isEmpty]).toEqual([['a 1,2'], false])
    draw()
    expect([shown, made.isEmpty]).toEqual([['a 1,2', 'a 3'], true])
  })

  it('of a cluster that is no more are not shown', () => {
    const { made, shown, draw } = queue()
    made.push(packed('a', 1))
    made.push(packed('b', 2))
    made.forget('a')
    draw()
    expect(shown).toEqual(['b 2'])
  })
})
