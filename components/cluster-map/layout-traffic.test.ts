import { describe, expect, it } from 'vitest'
import { densityFor, densityOf } from './density'
import { brokenCatalog, canary, many, nodes, pod, rollout, route, service, snapshotOf } from './fixtures/snapshots'
import type { Box, MapLayout, Room } from './layout'
import { layoutNodes } from './layout-nodes'
import { layoutOwnership } from './layout-ownership'
import { layoutTraffic } from './layout-traffic'
import { readModel } from './map-model'

const room = { width: 988, height: 410 }
const phone = { width: 390, height: 600 }

function traffic({ snapshot, requests }: ReturnType<typeof brokenCatalog>, size: Room = room, goals: Parameters<typeof layoutTraffic>[0]['goals'] = []): MapLayout {
  return layoutTraffic({ model: readModel(snapshot, 'default', requests), requests, callers: [], goals }, size)
}

function find(layout: MapLayout, id: string): Box {
  const box = layout.boxes.find((item) => item.id === id)
  if (box === undefined) throw new Error(`${id} is not drawn`)
  return box
}

function overlapping(boxes: readonly Box[]): string[] {
  const solid = boxes.filter((box) => ['pod', 'service', 'client', 'entry', 'ghost'].includes(box.shape))
  return solid.flatMap((a, index) => solid.slice(index + 1).flatMap((b) => (a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h ? [`${a.id} × ${b.id}`] : [])))
}

describe('Traffic', () => {
  it('goes from the caller over the Service to the Pods, left to right', () => {
    const layout = traffic(brokenCatalog())
    const [client, plate, frame] = [find(layout, 'Pod/default/frontend'), find(layout, 'Service/default/catalog'), find(layout, 'Deployment/default/catalog')]
    expect(client.x + client.w).toBeLessThan(plate.x)
    expect(plate.x + plate.w).toBeLessThan(frame.x)
    expect(layout.direction).toBe('right')
    expect(Math.abs(client.y + client.h / 2 - plate.y - plate.h / 2)).toBeLessThanOrEqual(1)
  })

  it('goes from top to bottom on a phone and stays within its width', () => {
    const layout = traffic(rollout(), phone)
    expect(layout.direction).toBe('down')
    expect(find(layout, 'Client//outside').y).toBeLessThan(find(layout, 'Service/default/store').y)
    expect(find(layout, 'Service/default/store').y).toBeLessThan(find(layout, 'Deployment/default/store').y)
    expect(layout.width).toBe(390)
    expect(Math.max(...layout.boxes.map((box) => box.x + box.w))).toBeLessThanOrEqual(390)
  })

  it.each([
    ['lesson', () => traffic(brokenCatalog())],
    ['lesson in a narrow well', () => traffic(brokenCatalog(), { width: 720, height: 410 })],
    ['rollout', () => traffic(rollout())],
    ['rollout on a phone', () => traffic(rollout(), phone)],
    ['thirty Pods', () => traffic({ snapshot: many(30), requests: [] })],
  ])('puts nothing over anything else: %s', (_, layout) => {
    expect(overlapping(layout().boxes)).toEqual([])
  })

  it('keeps every Pod inside its frame', () => {
    const layout = traffic(rollout())
    for (const [set, prefix] of [['ReplicaSet/default/store-new', 'Pod/default/store-new'], ['ReplicaSet/default/store-old', 'Pod/default/store-old']] as const) {
      const frame = find(layout, set)
      for (const box of layout.boxes.filter((item) => item.id.startsWith(prefix))) {
        expect(box.x).toBeGreaterThanOrEqual(frame.x)
        expect(box.x + box.w).toBeLessThanOrEqual(frame.x + frame.w)
        expect(box.y + box.h).toBeLessThanOrEqual(frame.y + frame.h)
      }
    }
  })

  it('draws a wanted HTTPRoute as a ghost until it is there, and the call of its host ends at it', () => {
    const goals = [{ from: { kind: 'HTTPRoute', namespace: 'default', name: 'feed' }, to: { kind: 'Service', namespace: 'default', name: 'feed-stable' }, holds: false }]
    const callers = [{ from: 'outside' as const, url: 'http://feed.example.com/' }]
    const drawn = (objects: readonly ReturnType<typeof route>[]) => layoutTraffic({ model: readModel(snapshotOf([...nodes, ...objects]), 'default'), requests: [], callers, goals }, room)
    expect(find(drawn([]), 'HTTPRoute/default/feed').shape).toBe('ghost')
    expect(drawn([]).boxes.filter(({ id }) => id.startsWith('Nowhere/'))).toEqual([])
    expect(drawn([]).lines.map(({ from, to }) => [from, to])).toContainEqual(['Client//outside', 'HTTPRoute/default/feed'])
    expect(find(drawn([route('feed', {})]), 'HTTPRoute/default/feed').shape).toBe('route')
  })

  it('leaves all where it stands, whichever backend the last request went to', () => {
    const weights = { 'feed-stable': 98, 'feed-canary': 2 }
    const [stable, faulty] = [traffic(canary(weights, ['feed-stable'])), traffic(canary(weights, ['feed-stable', 'feed-canary']))]
    expect(faulty.boxes).toEqual(stable.boxes)
    expect(faulty.lines).toEqual(stable.lines)
  })

  it('writes on a route’s lines which share each Service gets, and draws none to one that gets nothing', () => {
    const shares = (weights: Parameters<typeof canary>[0]) => traffic(canary(weights, ['feed-stable'])).lines.filter(({ from }) => from === 'HTTPRoute/default/feed').map(({ to, label }) => [to, label])
    expect(shares({ 'feed-stable': 49, 'feed-canary': 1 })).toEqual([['Service/default/feed-stable', '98 %'], ['Service/default/feed-canary', '2 %']])
    expect(shares({ 'feed-stable': 100, 'feed-canary': 0 })).toEqual([['Service/default/feed-stable', '100 %']])
    expect(shares({ 'feed-stable': 1 })).toEqual([['Service/default/feed-stable', undefined]])
  })

  it('draws a wanted Service that is not there as a ghost, and the call ends at it', () => {
    const snapshot = snapshotOf([...nodes, pod({ name: 'frontend' })])
    const goals = [{ from: { kind: 'Service', namespace: 'default', name: 'catalog' }, to: { kind: 'Deployment', namespace: 'default', name: 'catalog' }, holds: false }]
    const callers = [{ from: { pod: 'frontend', namespace: 'default' }, url: 'http://catalog' }]
    const layout = layoutTraffic({ model: readModel(snapshot, 'default'), requests: [], callers, goals }, room)
    expect(layout.boxes.filter((box) => box.shape === 'ghost').map((box) => box.id)).toEqual(['Service/default/catalog'])
    expect(layout.lines.map((line) => line.id)).toEqual(['Pod/default/frontend>Service/default/catalog'])
  })

  it('dots the goal line to every Pod until it holds', () => {
    const goal = { from: { kind: 'Service', namespace: 'default', name: 'catalog' }, to: { kind: 'Deployment', namespace: 'default', name: 'catalog' } }
    expect(traffic(brokenCatalog(), room, [{ ...goal, holds: false }]).lines.filter((line) => line.kind === 'goal')).toHaveLength(3)
    expect(traffic(brokenCatalog(), room, [{ ...goal, holds: true }]).lines.filter((line) => line.kind === 'goal')).toEqual([])
  })

  it('draws Services small, with the first broken row, where whole plates have no room below each other', () => {
    const snapshot = snapshotOf([...nodes, service('stable', {}), service('canary', {})])
    const plates = (height: number) => traffic({ snapshot, requests: [] }, { width: 877, height }).boxes.filter((box) => box.shape === 'service')
    expect(plates(410).map(({ density }) => density)).toEqual(['card', 'card'])
    expect(plates(303).map(({ density }) => density)).toEqual(['chip', 'chip'])
    expect(Math.max(...plates(303).map(({ y, h }) => y + h))).toBeLessThanOrEqual(303)
  })

  it('stands two Services beside each other down a figure', () => {
    const plates = (width: number) => traffic(canary({ 'feed-stable': 98, 'feed-canary': 2 }, ['feed-stable']), { width, height: 0, compact: 'version' }).boxes.filter(({ shape }) => shape === 'service')
    for (const width of [408, 342]) {
      const [left, right] = plates(width)
      expect(right?.y).toBe(left?.y)
      expect((left?.x ?? 0) + (left?.w ?? 0)).toBeLessThan(right?.x ?? 0)
      expect((right?.x ?? 0) + (right?.w ?? 0)).toBeLessThanOrEqual(width)
    }
  })

  it('keeps the Services together in view where their Pods need more height than there is', () => {
    const small = { width: 877, height: 303 }
    const layout = traffic(canary({ 'feed-stable': 98, 'feed-canary': 2 }, ['feed-stable']), small)
    expect(layout.height).toBeGreaterThan(small.height)
    for (const { y, h } of layout.boxes.filter(({ shape }) => shape === 'service')) {
      expect(y).toBeGreaterThanOrEqual((layout.height - small.height) / 2)
      expect(y + h).toBeLessThanOrEqual((layout.height + small.height) / 2)
    }
  })

  it('shows every node as a way in for a NodePort, also one without a Pod', () => {
    const snapshot = snapshotOf([...nodes, service('blog', { type: 'NodePort', ports: [{ port: 80, targetPort: 80, nodePort: 30080, protocol: 'TCP' }] })])
    const layout = layoutTraffic({ model: readModel(snapshot, 'default'), requests: [], callers: [{ from: 'outside', url: 'http://192.0.2.13:30080' }], goals: [] }, room)
    expect(layout.boxes.filter((box) => box.shape === 'node').map((box) => box.note)).toEqual(expect.arrayContaining(['192.0.2.11:30080', '192.0.2.12:30080', '192.0.2.13:30080']))
    expect(layout.lines.filter((line) => line.to === 'Service/default/blog')).toHaveLength(3)
  })
})

describe('density', () => {
  it.each([[1, 'card'], [6, 'card'], [7, 'chip'], [40, 'chip'], [41, 'dot'], [1000, 'dot']] as const)('%i Pods are drawn as %s', (count, density) => expect(densityFor(count)).toBe(density))

  it.each([[25, 20, 'chip'], [3, 3, 'card'], [4, 3, 'chip'], [41, 0, 'dot'], [0, 250, 'dot']] as const)('%i Pods that stay and %i that leave are drawn as %s', (staying, leaving, density) => {
    const pods = [...Array<'ready'>(staying).fill('ready'), ...Array<'leaving'>(leaving).fill('leaving')].map((state) => ({ state }))
    expect(densityOf(pods)).toBe(density)
  })

  it('falls back to chips where six cards have no room', () => {
    const layout = traffic({ snapshot: many(6), requests: [] })
    expect(layout.boxes.filter((box) => box.shape === 'pod').map((box) => box.density)).toEqual(Array(6).fill('chip'))
    expect(layout.height).toBe(room.height)
  })

  it('draws every one of a thousand Pods', () => {
    const snapshot = many(1000)
    const layout = layoutTraffic({ model: readModel(snapshot, 'default'), requests: [], callers: [], goals: [] }, room)
    expect(layout.boxes.filter((box) => box.density === 'dot' && box.shape === 'pod')).toHaveLength(1000)
  })
})

describe('Ownership and Nodes', () => {
  it('leads from the Deployment over its ReplicaSets to the Pods', () => {
    const { snapshot } = rollout()
    const layout = layoutOwnership(readModel(snapshot, 'default'), room)
    const [deployment, fresh] = [find(layout, 'Deployment/default/store'), find(layout, 'ReplicaSet/default/store-new')]
    expect(deployment.x + deployment.w).toBeLessThan(fresh.x)
    expect(layout.lines.filter((line) => line.from === deployment.id)).toHaveLength(2)
    expect(overlapping(layout.boxes)).toEqual([])
  })

  it('puts each Pod on the tray of its node, and one without a node on a tray of its own', () => {
    const waiting = pod({ name: 'waiting', state: 'starting' })
    const snapshot = snapshotOf([...nodes, pod({ name: 'here', node: 'node-2' }), { ...waiting, spec: { ...waiting.spec, nodeName: undefined } } as never])
    const layout = layoutNodes(readModel(snapshot, 'default'), room)
    const [tray, here, none, lonely] = [find(layout, 'Node//node-2'), find(layout, 'Pod/default/here'), find(layout, 'Node//'), find(layout, 'Pod/default/waiting')]
    expect(here.x).toBeGreaterThan(tray.x)
    expect(here.x + here.w).toBeLessThanOrEqual(tray.x + tray.w)
    expect(lonely.x).toBeGreaterThan(none.x)
  })
})
