import { describe, expect, it } from 'vitest'
import type { pod} from './fixtures/snapshots';
import { many, nodes, snapshotOf } from './fixtures/snapshots'
import { layoutTraffic } from './layout-traffic'
import { readModel } from './map-model'
import { nextPicture, pictureOf, type Picture } from './next-picture'

const room = { width: 988, height: 410 }

function drawn(snapshot: ReturnType<typeof many>): Picture {
  const model = readModel(snapshot, 'default')
  return pictureOf(model, layoutTraffic({ model, requests: [], callers: [], goals: [] }, room))
}

const podsOf = ({ layout }: Picture) => layout.boxes.filter(({ shape }) => shape === 'pod')
const inOrder = ({ layout }: Picture) => layout.boxes.toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** All pictures from one to another, the last of them whole. */
function wayTo(before: Picture, target: Picture): Picture[] {
  const way = [before]
  for (let isWhole = false; !isWhole; ) {
    const next = nextPicture(way.at(-1) ?? before, target)
    way.push(next.picture)
    isWhole = next.isWhole
    if (way.length > 100) throw new Error('it never gets there')
  }
  return way.slice(1)
}

describe('pictures on the way to another', () => {
  const target = drawn(many(20))

  it('get there, with all that the target says', () => {
    const last = wayTo(drawn(many(8)), target).at(-1)
    expect(last && inOrder(last)).toEqual(inOrder(target))
    expect([last?.pods, last?.layout.lines]).toEqual([target.pods, target.layout.lines])
  })

  it('add a few chips at a time, and none is lost meanwhile', () => {
    const counts = wayTo(drawn(many(8)), target).map((picture) => podsOf(picture).length)
    expect(counts.length).toBeGreaterThan(2)
    counts.forEach((count, index) => expect(count - (counts[index - 1] ?? 8)).toBeLessThanOrEqual(4))
    expect(counts.at(-1)).toBe(20)
  })

  it('leave most of the Pods for later where their frames grow', () => {
    const [first, second] = wayTo(drawn(many(8)), target).map((picture) => podsOf(picture).length)
    expect([first, second]).toEqual([8 + 1, 9 + 2])
  })

  it('take away what is gone, at last', () => {
    const last = wayTo(target, drawn(snapshotOf([...nodes]))).at(-1)
    expect(last && podsOf(last)).toEqual([])
  })

  it('leave a Pod as it was until its turn comes, and its words with its place', () => {
    const later = drawn(snapshotOf([...many(20).objects.values()].map((object) => (object.kind === 'Pod' ? { ...object, status: { ...(object as ReturnType<typeof pod>).status, podIP: '10.9.9.9' } } : object))))
    const [first] = wayTo(target, later)
    const said = podsOf(first ?? target).map(({ id }) => first?.pods.get(id)?.ip)
    expect(said.filter((ip) => ip === '10.9.9.9')).toHaveLength(2)
    expect(said.filter((ip) => ip !== undefined)).toHaveLength(20)
  })

  it('are whole at once where dots change, however many', () => {
    expect(wayTo(drawn(many(100)), drawn(many(250)))).toHaveLength(1)
  })

  it('draw a Pod once on its way from dot to chip and back, and lose none', () => {
    const [dots, chips] = [drawn(many(100)), drawn(many(20))]
    const ways = [wayTo(dots, chips), wayTo(chips, dots)]
    for (const picture of ways.flat()) expect(new Set(podsOf(picture).map(({ id }) => id)).size).toBe(podsOf(picture).length)
    for (const picture of ways.flat()) for (const { id } of podsOf(chips)) expect(podsOf(picture).some((box) => box.id === id)).toBe(true)
    expect(ways.map((way) => way.at(-1)).map((last) => last && inOrder(last))).toEqual([inOrder(chips), inOrder(dots)])
  })

  it('are drawn from the same values where nothing changed', () => {
    const { picture, isWhole } = nextPicture(target, drawn(many(20)))
    expect(isWhole).toBe(true)
    picture.layout.boxes.forEach((box, index) => expect(box).toBe(target.layout.boxes[index]))
    picture.layout.lines.forEach((line, index) => expect(line).toBe(target.layout.lines[index]))
  })
})
