import { podSizes, type Density } from './density'
import { blockOf, type Block, type Box } from './layout'
import type { ReplicaSetModel, WorkloadModel } from './map-model'
import type { PodModel } from './pod-model'

export const frame = { header: 40, footer: 30, side: 14, inner: 10, caption: 28 }

/** A ReplicaSet's caption needs this much. */
const leastSet = 118

interface Grid {
  readonly columns: number
  readonly w: number
  readonly h: number
}

/** Columns and size of a grid of Pods that is at most `width` wide, and as few columns as keep it within `height`. */
export function gridOf(count: number, density: Density, width: number, height: number): Grid {
  const { w, h, gap } = podSizes[density]
  const cell = density === 'card' ? Math.min(w, width) : w
  const most = Math.max(1, Math.floor((width + gap) / (cell + gap)))
  const rows = Math.max(1, Math.floor((height + gap) / (h + gap)))
  const columns = Math.min(most, Math.max(1, density === 'dot' ? Math.ceil(Math.sqrt(count * 2)) : Math.ceil(count / rows)))
  const used = Math.ceil(Math.max(1, count) / columns)
  return { columns, w: columns * cell + (columns - 1) * gap, h: used * (h + gap) - gap }
}

/** Pods in a grid, from the left, line by line. */
export function podsIn(pods: readonly PodModel[], density: Density, grid: Grid, x: number, y: number): Box[] {
  const { w, h, gap } = podSizes[density]
  const cell = density === 'card' ? (grid.w - (grid.columns - 1) * gap) / grid.columns : w
  return pods.map((pod, index) => ({
    id: pod.id,
    shape: 'pod',
    density,
    x: Math.round(x + (index % grid.columns) * (cell + gap)),
    y: Math.round(y + Math.floor(index / grid.columns) * (h + gap)),
    w: Math.round(cell),
    h,
  }))
}

/** A Deployment's frame with its Pods; inner frames for its ReplicaSets where two have Pods. `width` and `height` are the most it should take. */
export function workloadBlock(workload: WorkloadModel, density: Density, width: number, height: number): Block {
  return workload.sets.length > 1 ? rolloutBlock(workload, density, width, height) : plainBlock(workload, density, width, height)
}

function plainBlock(workload: WorkloadModel, density: Density, width: number, height: number): Block {
  const inside = width - 2 * frame.side
  const grid = gridOf(workload.pods.length, density, inside, height - frame.header - frame.footer)
  const shape = workload.kind === 'Deployment' ? 'deployment' : 'replicaset'
  const w = Math.max(grid.w + 2 * frame.side, Math.min(width, 236))
  const h = frame.header + Math.max(grid.h, podSizes[density].h) + frame.footer + 8
  return {
    id: workload.id,
    w: w + 8,
    h: h + 8,
    place: (x, y) => [
      { id: workload.id, shape, x: Math.round(x), y: Math.round(y), w: Math.round(w), h, density },
      ...podsIn(workload.pods, density, grid, x + frame.side, y + frame.header),
    ],
  }
}

function setBlock(set: ReplicaSetModel, density: Density, width: number, height: number): Block {
  const grid = gridOf(set.pods.length, density, width - 2 * frame.inner, height - frame.caption - frame.inner)
  const w = Math.max(grid.w + 2 * frame.inner, leastSet)
  const h = frame.caption + Math.max(grid.h, podSizes[density].h) + frame.inner
  return {
    id: set.id,
    w,
    h,
    place: (x, y) => [
      { id: set.id, shape: 'replicaset', x: Math.round(x), y: Math.round(y), w, h, density },
      ...podsIn(set.pods, density, grid, x + frame.inner, y + frame.caption),
    ],
  }
}

/** Widths for frames side by side: each gets one column of Pods, then the one with the most rows gets another as long as there is room. */
function sharesOf(sets: readonly ReplicaSetModel[], density: Density, width: number): number[] {
  const { w, gap } = podSizes[density]
  const columns = sets.map(() => 1)
  const widths = () => columns.map((count) => Math.max(leastSet, count * (w + gap) - gap + 2 * frame.inner))
  for (;;) {
    const before = widths()
    const rows = sets.map((set, index) => set.pods.length / (columns[index] ?? 1))
    const tallest = rows.indexOf(Math.max(...rows))
    columns[tallest] = (columns[tallest] ?? 1) + 1
    if ((rows[tallest] ?? 0) <= 1 || widths().reduce((sum, share) => sum + share, 0) > width) return before
  }
}

/** Two revisions at once: the new ReplicaSet's frame and the old ones' side by side, or below each other where the room is narrow. */
function rolloutBlock(workload: WorkloadModel, density: Density, width: number, height: number): Block {
  const inside = width - 2 * frame.side
  const beside = inside >= workload.sets.length * leastSet + frame.inner && density !== 'card'
  const shares = beside ? sharesOf(workload.sets, density, inside - frame.inner * (workload.sets.length - 1)) : workload.sets.map(() => inside)
  const room = height - frame.header - frame.footer
  const sets = workload.sets.map((set, index) => setBlock(set, density, shares[index] ?? inside, beside ? room : room / workload.sets.length))
  const w = beside ? sets.reduce((sum, set) => sum + set.w, 0) + frame.inner * (sets.length - 1) : Math.max(...sets.map((set) => set.w))
  const h = beside ? Math.max(...sets.map((set) => set.h)) : sets.reduce((sum, set) => sum + set.h, 0) + frame.inner * (sets.length - 1)
  const outer = { w: Math.max(w + 2 * frame.side, Math.min(width, 236)), h: frame.header + h + frame.footer + 8 }
  return {
    id: workload.id,
    w: outer.w + 8,
    h: outer.h + 8,
    place: (x, y) => {
      const boxes: Box[] = [{ id: workload.id, shape: 'deployment', x: Math.round(x), y: Math.round(y), ...outer, density }]
      let [left, top] = [x + frame.side, y + frame.header]
      for (const set of sets) {
        boxes.push(...set.place(left, top).map((box) => (box.id === set.id ? { ...box, ...(beside ? { h } : { w }) } : box)))
        if (beside) left += set.w + frame.inner
        else top += set.h + frame.inner
      }
      return boxes
    },
  }
}

/** Pods that nobody owns: no frame, since nothing keeps them. */
export function bareBlock(id: string, pods: readonly PodModel[], density: Density, width: number, height: number): Block {
  const first = pods[0]
  if (pods.length === 1 && first !== undefined) return blockOf({ id: first.id, shape: 'pod', density, w: density === 'card' ? Math.min(width, podSizes.card.w) : podSizes[density].w, h: podSizes[density].h })
  const grid = gridOf(pods.length, density, width, height)
  return { id, w: grid.w, h: grid.h, place: (x, y) => podsIn(pods, density, grid, x, y) }
}
