import { memo, useId } from 'react'
import { isDot, type Box, type Line, type MapLayout } from './layout'
import { frame } from './layout-workload'
import { linePath, middleOf } from './line-path'
import { fit, widthOf } from './text-fit'

interface LinesDrawingProps {
  readonly layout: MapLayout
  readonly boxes: ReadonlyMap<string, Box>
  /** Where lines are cut, since words stand there. */
  readonly cut: readonly Pick<Box, 'x' | 'y' | 'w' | 'h'>[]
}

/** Lines lie under the boxes; their labels stand above them. */
export function LinesDrawing({ layout, boxes, cut }: LinesDrawingProps) {
  const id = useId()
  // Down a phone boxes stand close, and a ghost says itself that it is the goal.
  const goal = layout.lines.find((line) => line.kind === 'goal' && (layout.direction === 'right' || boxes.get(line.from)?.shape !== 'ghost'))
  return (
    <g aria-hidden="true">
      {cut.length === 0 ? null : (
        <clipPath id={id}>
          <path clipRule="evenodd" d={`M0 0H${layout.width}V${layout.height}H0Z${cut.map(({ x, y, w, h }) => `M${x} ${y}h${w}v${h}h${-w}Z`).join('')}`} />
        </clipPath>
      )}
      <g clipPath={cut.length === 0 ? undefined : `url(#${id})`}>
        {layout.lines.map((line) => (
          <LineDrawing key={line.id} line={line} from={boxes.get(line.from)} to={boxes.get(line.to)} direction={layout.direction} />
        ))}
      </g>
      {layout.lines.map((line) => (line.label === undefined ? null : <LineLabel key={line.id} line={line} from={boxes.get(line.from)} to={boxes.get(line.to)} direction={layout.direction} end={layout.direction === 'right' ? endOfRoom(line, boxes) : layout.width} />))}
      {goal === undefined ? null : <GoalMark line={goal} from={boxes.get(goal.from)} to={boxes.get(goal.to)} direction={layout.direction} />}
    </g>
  )
}

interface MarkProps {
  readonly line: Line
  /** Absent where it is not drawn, or not yet. */
  readonly from: Box | undefined
  readonly to: Box | undefined
  readonly direction: MapLayout['direction']
}

const LineDrawing = memo(function LineDrawing({ line, from, to, direction }: MarkProps) {
  if (from === undefined || to === undefined) return null
  return <path className="map-line" data-kind={line.kind} data-failing={line.failing ?? false} d={linePath(from, to, direction)} />
})

/** Where a label's line stands: above its caller's line, and a share of a line that leads down below the line's end, out of its way. */
function labelY(from: Box, to: Box): number {
  const [start, end] = [from.y + from.h / 2, to.y + to.h / 2]
  const isShare = from.shape === 'route' || from.shape === 'ghost'
  return isShare && end > start + 24 ? end + 18 : Math.min(start, end) - 11
}

/** Where the room for a label ends: at what the line leads to, or at a box that stands before it at the label's height. */
function endOfRoom(line: Line, boxes: LinesDrawingProps['boxes']): number {
  const [from, to] = [boxes.get(line.from), boxes.get(line.to)]
  if (from === undefined || to === undefined) return 0
  const y = labelY(from, to)
  let end = to.x
  for (const box of boxes.values()) if (!isDot(box) && box.x >= from.x + from.w && box.x < end && box.y < y + 4 && box.y + box.h > y - 12) end = box.x
  return end
}

/** What of an address there is room for: all of it, the address alone, or the port that a node is called at. */
function labelFor(address: string, room: number): string {
  const bare = address.replace(/^\w+:\/\//, '')
  const port = /^[\d.]+(:\d+)$/.exec(bare)?.[1]
  return [address, bare, port].find((text) => text !== undefined && widthOf(text, 12, 'code') <= room) ?? fit(bare, room, 12, 'code')
}

const LineLabel = memo(function LineLabel({ line, from, to, direction, end }: MarkProps & { readonly end: number }) {
  if (from === undefined || to === undefined || line.label === undefined) return null
  if (direction === 'down') {
    const middle = middleOf(from, to, direction)
    const label = labelFor(line.label, end - middle.x - 18)
    if (Math.abs(from.x + from.w / 2 - to.x - to.w / 2) > 24 || to.y - from.y - from.h > 60 || label.includes('…')) return null
    return (
      <text className="map-note map-code map-label" x={middle.x + 10} y={middle.y + 4}>
        {label}
      </text>
    )
  }
  const start = from.x + from.w
  const label = labelFor(line.label, end - start - 8)
  if (end - start < 68 && label.includes('…')) return null
  return (
    <text className="map-note map-code map-label" x={(start + end) / 2} y={labelY(from, to)} textAnchor="middle">
      {label}
    </text>
  )
})

/** Where the mark stands: at the line's beginning, between the box and the frame it leads to, and beside a share that is written there. */
function markAt({ line, from, to, direction }: MarkProps & { readonly from: Box; readonly to: Box }, w: number): { readonly x: number; readonly y: number } {
  const labelled = line.label !== undefined
  const middle = from.x + from.w / 2
  if (direction === 'down') return { x: labelled ? middle - w - 14 : middle - w / 2, y: from.y + from.h + 14 }
  if (labelled) return { x: middle - w / 2, y: from.y + from.h + 8 }
  const start = from.x + from.w
  const gap = to.x - (to.shape === 'pod' ? frame.side : 0) - start
  return { x: start + Math.max(0, Math.min(24, (gap - w) / 2)), y: from.y + from.h / 2 - 10 }
}

const GoalMark = memo(function GoalMark({ line, from, to, direction }: MarkProps) {
  if (from === undefined || to === undefined) return null
  const w = widthOf('goal', 12) + 30
  const { x, y } = markAt({ line, from, to, direction }, w)
  return (
    <g className="map-goal-mark" transform={`translate(${x} ${y})`}>
      <rect width={w} height={20} rx={10} />
      <text x={w / 2} y={14.5} textAnchor="middle">
        goal
      </text>
    </g>
  )
})
