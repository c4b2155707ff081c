import { withChipText } from './chip-text'
import { densityOf, placeWithin, type Density } from './density'
import { blockOf, heightIn, stack, stacked, type Block, type Box, type MapLayout, type Room } from './layout'
import { bareBlock, workloadBlock } from './layout-workload'
import type { MapModel, WorkloadModel } from './map-model'
import { trafficLines } from './layout-traffic-lines'
import { whyGap, whyHeight } from './why-place'
import { refId } from './snapshot'
import { columnsOf, type TrafficColumns, type TrafficInput } from './traffic-flow'

const pad = 20
/** Above and below what would fit its room with less. */
const leastPad = 10
const rowGap = 14

/** How high a Service's plate is with the three rows of its chain, and with one. Whole plates that do not stand below each other are all drawn small: a Service out of view says less. */
const plate = { whole: 153, small: 92 }
/** How narrow a small plate can be that still says its name. */
const leastPlate = 150
/** What rows from top to bottom leave free at both sides. */
const edge = 8

/** Clients, entries, Services and workloads in columns from left to right; in rows from top to bottom where the room is narrow. */
export function layoutTraffic(input: TrafficInput, room: Room): MapLayout {
  const columns = columnsOf(input)
  const direction = room.width < 560 ? 'down' : 'right'
  const inWorkloads = input.model.pods.filter((pod) => !columns.clients.includes(pod.id))
  const { placed } = placeWithin(
    room.compact !== undefined && inWorkloads.length <= 40 ? 'chip' : densityOf(inWorkloads),
    (density) => place(input, columns, room, direction, density),
    ({ width, height }) => direction === 'down' || (height <= room.height && width <= room.width),
  )
  return { ...withChipText(placed, input.model, room), direction, lines: trafficLines(input, columns, placed.boxes, direction) }
}

interface Columns {
  readonly clients: Block[]
  readonly entries: Block[]
  readonly services: Block[]
  readonly workloads: Block[]
}

type Placed = Pick<MapLayout, 'width' | 'height' | 'boxes'>

function place(input: TrafficInput, columns: TrafficColumns, room: Room, direction: 'right' | 'down', density: Density): Placed {
  const narrow = direction === 'down' || room.width < 940
  const small = room.compact !== undefined || (direction === 'right' && stacked(columns.services.map(() => plate.whole), rowGap) + 2 * pad > room.height)
  const blocks: Columns = {
    clients: columns.clients.map((id) => clientBlock(id, input.model)),
    entries: columns.entries.map((id) => entryBlock(id, input.model, room.compact !== undefined)),
    services: columns.services.map((id) => serviceBlock(id, input.model, direction === 'right' && narrow, small)).map((block, _, all) => beside(block, all, direction, room)),
    workloads: [],
  }
  const left = Math.max(0, ...blocks.clients.map((block) => block.w))
  const middle = Math.max(0, ...blocks.services.map((block) => block.w))
  const entry = Math.max(0, ...blocks.entries.map((block) => block.w))
  const gaps = [blocks.clients, blocks.entries, blocks.services].filter((column) => column.length > 0).length
  const rest = room.width - 2 * pad - left - middle - entry - gaps * (narrow ? 56 : 70)
  const width = direction === 'down' ? room.width - 2 * pad : Math.max(density === 'card' ? 206 : 140, Math.min(rest, density === 'card' ? (narrow ? 264 : 292) : 680))
  blocks.workloads.push(...workloadsOf(input.model, columns, density, width, direction === 'right' ? room.height - 2 * pad : Infinity), ...ghostsOf(input))
  return direction === 'right' ? placeRight(blocks, room, wishes(input, columns), whyLift(input.model)) : placeDown(blocks, room)
}

/** On a phone chips stand in one row or two, as wide as there is room, and cards in a column. */
function tallDown(workload: WorkloadModel, density: Density): number {
  if (density === 'card') return Infinity
  return workload.pods.length <= 4 ? 130 : 190
}

function workloadsOf(model: MapModel, columns: TrafficColumns, density: Density, width: number, height: number): Block[] {
  const order = new Map(model.services.flatMap((service) => service.selected).map((id, index) => [id, index] as const).reverse())
  const rank = (ids: readonly string[]) => ids.reduce((least, id) => Math.min(least, order.get(id) ?? Infinity), Number.MAX_SAFE_INTEGER)
  const share = height / Math.max(1, model.workloads.length)
  const workloads = model.workloads.map((workload) => ({ rank: rank(workload.pods.map((pod) => pod.id)), block: workloadBlock(workload, density, width - 8, height === Infinity ? tallDown(workload, density) : share) }))
  const bare = model.bare.filter((pod) => !columns.clients.includes(pod.id))
  if (bare.length > 0) workloads.push({ rank: rank(bare.map((pod) => pod.id)), block: bareBlock('bare', bare, density, width, height) })
  return workloads.sort((a, b) => a.rank - b.rank).map(({ block }) => block)
}

/** Deployments that are wanted and not there. */
function ghostsOf({ model, podsGoals = [] }: TrafficInput): Block[] {
  const known = new Set(model.workloads.map(({ id }) => id))
  const missing = podsGoals.filter(({ deployment }) => !known.has(refId(deployment)))
  return missing.map(({ deployment, say }) => blockOf({ id: refId(deployment), shape: 'ghost', density: 'card', w: 236, h: 92, text: deployment.name, note: `goal: a Deployment, ${say}` }))
}

/** Which boxes each box is drawn towards. */
function wishes(input: TrafficInput, columns: TrafficColumns): ReadonlyMap<string, readonly string[]> {
  const wanted = new Map<string, string[]>()
  const wish = (from: string, to: string) => wanted.set(from, [...(wanted.get(from) ?? []), to])
  for (const service of input.model.services) for (const pod of service.selected) wish(service.id, pod)
  for (const goal of input.goals) wish(refId(goal.from), refId(goal.to))
  for (const service of input.model.services) wish(`LoadBalancer/${service.namespace}/${service.name}`, service.id)
  const ported = input.model.services.filter((service) => service.type === 'NodePort')
  for (const node of input.model.nodes) for (const service of ported) wish(node.id, service.id)
  for (const [id, backends] of input.model.routes) for (const { service } of backends) wish(id, service)
  // Which backend the last request went to is chance, and would move the boxes with each request.
  const divides = new Set([...input.model.services.map(({ id }) => id), ...input.model.routes.keys()])
  for (const { boxes } of columns.flows) boxes.slice(1).forEach((to, index) => divides.has(boxes[index] ?? '') || wish(boxes[index] ?? '', to))
  return wanted
}

/** How far a lone Service stands above the middle, so that its two sentences have room below it. */
function whyLift(model: MapModel): number {
  const why = model.services.find((service) => service.why !== undefined)?.why
  return why === undefined ? 0 : (whyGap + whyHeight(why)) / 2
}

function placeRight(blocks: Columns, room: Room, wanted: ReadonlyMap<string, readonly string[]>, whyLift: number): Placed {
  const order = [blocks.clients, blocks.entries, blocks.services, blocks.workloads].filter((column) => column.length > 0)
  const widths = order.map((column) => Math.max(...column.map((block) => block.w)))
  const tallest = Math.max(...order.map((column) => stacked(column.map((block) => block.h), rowGap)))
  const height = heightIn(room, tallest + 2 * (tallest + 2 * pad > room.height ? leastPad : pad))
  const free = room.width - 2 * pad - widths.reduce((sum, width) => sum + width, 0)
  const gap = order.length < 2 ? 0 : Math.min(150, Math.max(44, free / (order.length - 1)))
  const used = widths.reduce((sum, width) => sum + width, 0) + gap * (order.length - 1)
  let right = Math.max(room.width - pad, used + pad)
  if (used < room.width - 2 * pad) right -= (room.width - 2 * pad - used) / 2
  const middles = new Map<string, number>()
  const boxes: Box[][] = []
  for (const [index, column] of [...order.entries()].reverse()) {
    const width = widths[index] ?? 0
    const lift = column === blocks.services && column.length === 1 ? whyLift : 0
    const sorted = withWish(column, wanted, middles, height / 2)
    const starts = index === order.length - 1 ? centred(column, height) : startsInView(sorted.map(({ block, wish }) => ({ size: block.h, wish: wish - lift })), room, height)
    const items = index === order.length - 1 ? column : sorted.map(({ block }) => block)
    const drawn = items.flatMap((block, at) => block.place(right - width + (width - block.w) / 2, starts[at] ?? 0))
    for (const box of drawn) middles.set(box.id, box.y + box.h / 2)
    boxes.unshift(drawn)
    right -= width + gap
  }
  return { width: Math.max(room.width, used + 2 * pad), height, boxes: boxes.flat() }
}

/** Callers, entries and Services stand together in the middle of a picture that is higher than its room, where it is looked at first; Pods above and below can be scrolled to. */
function startsInView(items: readonly { readonly size: number; readonly wish: number }[], room: Room, height: number): number[] {
  const seen = stacked(items.map(({ size }) => size), rowGap) + 2 * pad <= room.height ? room.height : height
  const [top, inside] = [(height - seen) / 2 + pad, seen - 2 * pad]
  const wishes = items.map(({ size, wish }) => ({ size, wish: Math.max(size / 2, Math.min(inside - size / 2, wish - top)) }))
  return stack(wishes, rowGap, inside).map((start) => start + top)
}

function withWish(column: readonly Block[], wanted: ReadonlyMap<string, readonly string[]>, middles: ReadonlyMap<string, number>, otherwise: number) {
  return column
    .map((block) => {
      const at = (wanted.get(block.id) ?? []).flatMap((id) => middles.get(id) ?? [])
      return { block, wish: at.length === 0 ? otherwise : at.reduce((sum, y) => sum + y, 0) / at.length }
    })
    .sort((a, b) => a.wish - b.wish)
}

function centred(column: readonly Block[], height: number): number[] {
  const total = stacked(column.map((block) => block.h), rowGap)
  let at = Math.max(leastPad, (height - total) / 2)
  return column.map((block) => {
    const start = at
    at += block.h + rowGap
    return start
  })
}

/** Rows from top to bottom, each wrapped where it is too wide and centred. */
function placeDown(blocks: Columns, room: Room): Placed {
  const boxes: Box[] = []
  let y = pad
  for (const row of [blocks.clients, blocks.entries, blocks.services, blocks.workloads]) {
    let line: Block[] = []
    const flush = (gap: number) => {
      const width = stacked(line.map((block) => block.w), rowGap)
      let x = Math.max(edge, (room.width - width) / 2)
      for (const block of line) {
        boxes.push(...block.place(x, y))
        x += block.w + rowGap
      }
      y += Math.max(0, ...line.map((block) => block.h)) + gap
      line = []
    }
    for (const block of row) {
      if (line.length > 0 && stacked([...line, block].map((item) => item.w), rowGap) > room.width - 2 * edge) flush(rowGap)
      line.push(block)
    }
    if (line.length > 0) flush(46)
  }
  return { width: room.width, height: heightIn(room, y - 46 + pad), boxes }
}

const clientNames: Readonly<Record<string, string>> = { 'Client//inside': 'a Pod', 'Client//outside': 'visitors' }
const clientNotes: Readonly<Record<string, string>> = { 'Client//inside': 'anywhere inside', 'Client//outside': 'outside the cluster' }

function clientBlock(id: string, model: MapModel): Block {
  const pod = model.pods.find((item) => item.id === id)
  if (pod !== undefined) return blockOf({ id, shape: 'pod', density: 'card', w: 134, h: 78 })
  const [kind, namespace, name = id] = id.split('/')
  const note = kind === 'Pod' ? `in namespace ${namespace ?? ''}` : (clientNotes[id] ?? 'a Pod, as caller')
  return blockOf({ id, shape: 'client', density: 'card', w: 142, h: 58, text: clientNames[id] ?? name, note })
}

function entryBlock(id: string, model: MapModel, compact: boolean): Block {
  const node = model.nodes.find((item) => item.id === id)
  if (node !== undefined) {
    const port = model.services.find((service) => service.type === 'NodePort')?.nodePorts[0]
    const place = port === undefined ? '' : `:${port}`
    return blockOf({ id, shape: 'node', density: 'chip', w: compact ? 104 : 138, h: 48, text: node.name, note: compact && port !== undefined ? place : `${node.address}${place}` })
  }
  const [kind, namespace, name] = id.split('/')
  if (kind === 'HTTPRoute') return routeBlock(id, name, model)
  const external = model.services.find((service) => service.namespace === namespace && service.name === name)?.external[0]
  return blockOf({ id, shape: 'entry', density: 'card', w: 138, h: 58, text: 'load balancer', note: external ?? '… pending' })
}

/** Two small plates stand beside each other down a figure, narrower: one below the other they would look like a chain. */
function beside(block: Block, all: readonly Block[], direction: 'right' | 'down', room: Room): Block {
  const w = Math.floor((room.width - 2 * edge - rowGap) / 2)
  if (direction === 'right' || room.compact === undefined || all.length !== 2 || w >= block.w || w < leastPlate) return block
  return { ...block, w, place: (x, y) => block.place(x, y).map((box) => ({ ...box, w })) }
}

function routeBlock(id: string, name = '', model: MapModel): Block {
  if (model.routes.has(id)) return blockOf({ id, shape: 'route', density: 'card', w: 138, h: 58, text: name, note: 'HTTPRoute' })
  return blockOf({ id, shape: 'ghost', density: 'card', w: 152, h: 70, text: name, note: 'goal: an HTTPRoute' })
}

function serviceBlock(id: string, model: MapModel, narrow: boolean, small: boolean): Block {
  const service = model.services.find((item) => item.id === id)
  if (service === undefined) return blockOf({ id, shape: 'ghost', density: 'card', w: small || narrow ? 210 : 230, h: 70, text: id.split('/').slice(2).join('/') })
  return blockOf({ id, shape: 'service', density: small ? 'chip' : 'card', w: small ? 226 : narrow ? 256 : 270, h: small ? plate.small : plate.whole + (service.rows.length - 3) * 23 })
}
