import { densityOf, placeWithin, type Density } from './density'
import { blockOf, heightIn, stacked, type Block, type Box, type Line, type MapLayout, type Room } from './layout'
import { withChipText } from './chip-text'
import { bareBlock, gridOf, podsIn } from './layout-workload'
import type { MapModel, ReplicaSetModel, WorkloadModel } from './map-model'

const pad = 20
const gap = 16
const card = { w: 176, h: 62 }

interface Rank {
  readonly workload: WorkloadModel
  readonly set: ReplicaSetModel
}

/** Who made whom: Deployment, ReplicaSets, Pods in columns; what they read at the right end of their row. */
export function layoutOwnership(model: MapModel, room: Room): MapLayout {
  const narrow = room.width < 560
  const fitting = placeWithin(
    room.compact !== undefined && model.pods.length <= 40 ? 'chip' : densityOf(model.pods),
    (density) => placeOwnership(model, room, density, narrow),
    ({ height }) => height <= room.height,
  )
  let { placed } = fitting
  const lowest = Math.max(0, ...placed.boxes.filter((box) => box.shape !== 'config').map((box) => box.y + box.h))
  if (!narrow && lowest + pad < room.height) placed = placeOwnership(model, room, fitting.density, narrow, Math.round((room.height - lowest + pad) / 2))
  return { ...withChipText(placed, model, room), direction: narrow ? 'down' : 'right', lines: ownershipLines(model, placed.boxes) }
}

function placeOwnership(model: MapModel, room: Room, density: Density, narrow: boolean, from = pad): Pick<MapLayout, 'width' | 'height' | 'boxes'> {
  const step = narrow ? 16 : card.w + 70
  const beside = model.configs.length > 0 && !narrow ? card.w + 60 : 0
  const podsWidth = Math.max(140, room.width - 2 * pad - 2 * step - beside)
  const columns: Columns = { first: pad, second: pad + step, third: pad + 2 * step, podsWidth, density, narrow }
  const boxes: Box[] = []
  let y = from
  for (const workload of model.workloads) y = placeWorkload(workload, columns, boxes, y)
  if (model.bare.length > 0) {
    const block = bareBlock('bare', model.bare, density, podsWidth, 60)
    const names = new Map(model.bare.map((pod) => [pod.id, pod.name]))
    boxes.push(...block.place(columns.third, y).map((box) => (box.density === 'chip' ? { ...box, text: names.get(box.id) ?? '' } : box)))
    y += block.h + gap
  }
  const height = placeConfigs(model, boxes, narrow ? { x: pad, y } : { x: columns.third + podsWidth + 60, y: pad }, room)
  return { width: Math.max(room.width, ...boxes.map((box) => box.x + box.w + pad)), height: heightIn(room, Math.max(y - gap + pad, height)), boxes }
}

interface Columns {
  readonly first: number
  readonly second: number
  readonly third: number
  readonly podsWidth: number
  readonly density: Density
  readonly narrow: boolean
}

/** A Deployment, its ReplicaSets and their Pods from `y` on; returns where the next one starts. */
function placeWorkload(workload: WorkloadModel, columns: Columns, boxes: Box[], y: number): number {
  const { narrow, density, podsWidth } = columns
  const shape = workload.kind === 'Deployment' ? 'deployment' : 'replicaset'
  let end = narrow ? y + card.h + gap : y
  for (const set of workload.sets) {
    const grid = gridOf(set.pods.length, density, podsWidth, density === 'card' ? Infinity : 60)
    const height = Math.max(card.h, set.pods.length === 0 ? 0 : grid.h)
    if (workload.id !== set.id) boxes.push({ id: set.id, shape: 'replicaset', x: columns.second, y: narrow ? end : end + Math.round((height - card.h) / 2), ...card, density: 'chip' })
    if (narrow) end += card.h + gap
    boxes.push(...podsIn(set.pods, density, grid, columns.third, end))
    end += height + gap
  }
  if (workload.sets.length === 0 && !narrow) end += card.h + gap
  boxes.push({ id: workload.id, shape, x: columns.first, y: narrow ? y : Math.round(y + (end - gap - y - card.h) / 2), ...card, density: 'chip' })
  return end
}

function placeConfigs(model: MapModel, boxes: Box[], start: { x: number; y: number }, room: Room): number {
  const used = new Set(model.pods.flatMap((pod) => pod.uses))
  const blocks: Block[] = model.configs.map((config) => blockOf({ id: config.id, shape: 'config', density: 'card', w: card.w, h: 54, ...(used.has(config.id) ? {} : { note: 'used by no Pod' }) }))
  const total = stacked(blocks.map((block) => block.h), gap)
  let y = Math.max(start.y, start.y === pad ? (room.height - total) / 2 : start.y)
  for (const block of blocks) {
    boxes.push(...block.place(start.x, y))
    y += block.h + gap
  }
  return y - gap + pad
}

function ownershipLines(model: MapModel, boxes: readonly Box[]): Line[] {
  const drawn = new Map(boxes.map((box) => [box.id, box]))
  const ranks: Rank[] = model.workloads.flatMap((workload) => workload.sets.map((set) => ({ workload, set })))
  const lines: Omit<Line, 'id'>[] = ranks.flatMap(({ workload, set }) => [
    ...(workload.id === set.id ? [] : [{ from: workload.id, to: set.id, kind: 'owns' as const }]),
    ...firstRow(set, drawn).map((to) => ({ from: set.id, to, kind: 'owns' as const })),
  ])
  const users = new Map<string, string>()
  for (const pod of model.pods) for (const config of pod.uses) users.set(config, users.get(config) ?? pod.id)
  for (const [config, pod] of users) lines.push({ from: pod, to: config, kind: 'uses' })
  return lines.filter((line) => drawn.has(line.from) && drawn.has(line.to)).map((line) => ({ id: `${line.from}>${line.to}`, ...line }))
}

/** Pods at the left edge of a ReplicaSet's grid: the others stand behind them. */
function firstRow(set: ReplicaSetModel, drawn: ReadonlyMap<string, Box>): string[] {
  const boxes = set.pods.flatMap((pod) => drawn.get(pod.id) ?? [])
  const left = Math.min(...boxes.map((box) => box.x))
  const edge = boxes.filter((box) => box.x === left)
  const middle = edge[Math.floor(edge.length / 2)]
  return edge.length > 8 && middle !== undefined ? [middle.id] : edge.map((box) => box.id)
}
