import { densityOf, placeWithin, type Density } from './density'
import { heightIn, type Box, type MapLayout, type Room } from './layout'
import { gridOf, podsIn } from './layout-workload'
import type { MapModel } from './map-model'

const pad = 20
const gap = 16
const tray = { header: 44, side: 14, least: 100 }

/** The tray of Pods that no node has yet. */
export const nowhereTray = 'Node//'

/** One tray a node with the Pods that run there; Pods without a node in a tray of their own. */
export function layoutNodes(model: MapModel, room: Room): MapLayout {
  const narrow = room.width < 560
  const { placed } = placeWithin(
    densityOf(model.pods),
    (density) => placeNodes(model, room, density, narrow),
    ({ height }) => height <= room.height,
  )
  return { ...placed, direction: narrow ? 'down' : 'right', lines: [] }
}

function placeNodes(model: MapModel, room: Room, density: Density, narrow: boolean): Pick<MapLayout, 'width' | 'height' | 'boxes'> {
  const waiting = model.pods.filter((pod) => pod.node === undefined)
  const trays = [...model.nodes.map((node) => ({ id: node.id, pods: model.pods.filter((pod) => pod.node === node.name) })), ...(waiting.length > 0 ? [{ id: nowhereTray, pods: waiting }] : [])]
  const columns = narrow ? 1 : Math.max(1, Math.min(trays.length, Math.floor((room.width - pad) / 200)))
  const width = (room.width - 2 * pad - (columns - 1) * gap) / columns
  const rows: (typeof trays)[] = []
  for (let at = 0; at < trays.length; at += columns) rows.push(trays.slice(at, at + columns))
  const boxes: Box[] = []
  let y = pad
  for (const row of rows) {
    const grids = row.map(({ pods }) => gridOf(pods.length, density, width - 2 * tray.side, density === 'card' ? Infinity : room.height / rows.length - tray.header - 40))
    const height = Math.max(tray.least, ...row.map(({ pods }, index) => tray.header + (pods.length === 0 ? 0 : (grids[index]?.h ?? 0)) + tray.side))
    const tall = rows.length === 1 ? Math.max(height, Math.min(room.height - 2 * pad, 320)) : height
    row.forEach(({ id, pods }, index) => {
      const x = pad + index * (width + gap)
      boxes.push({ id, shape: 'node', density: 'card', x: Math.round(x), y, w: Math.round(width), h: Math.round(tall) })
      const grid = grids[index]
      if (grid !== undefined) boxes.push(...podsIn(pods, density, grid, x + tray.side, y + tray.header))
    })
    y += Math.round(tall) + gap
  }
  return { width: room.width, height: heightIn(room, y - gap + pad), boxes }
}
