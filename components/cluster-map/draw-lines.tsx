import { memo, useId } from 'react'
import type { Box, Line, MapLayout } from './layout'
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
      {layout.lines.map((line) => (line.label === undefined ? null : <LineLabel key={line.id} line={line} from={boxes.get(line.from)} to={boxes.get(line.to)} direction={layout.direction} />))}
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

const LineLabel = memo(function LineLabel({ line, from, to, direction }: MarkProps) {
  if (from === undefined || to === undefined || line.label === undefined) return null
  const middle = middleOf(from, to, direction)
  if (direction === 'down') {
    if (Math.abs(from.x + from.w / 2 - to.x - to.w / 2) > 24 || to.y - from.y - from.h > 60) return null
    return (
      <text className="map-note map-code map-label" x={middle.x + 10} y={middle.y + 4}>
        {line.label}
      </text>
    )
  }
  const room = to.x - from.x - from.w - 8
  const [whole, short] = [line.label, line.label.replace(/^\w+:\/\//, '')]
  const label = widthOf(whole, 12, 'code') <= room ? whole : short
  if (room < 60) return null
  return (
    <text className="map-note map-code map-label" x={middle.x} y={Math.min(from.y + from.h / 2, to.y + to.h / 2) - 11} textAnchor="middle">
      {fit(label, room, 12, 'code')}
    </text>
  )
})

/** Where the mark stands: at the line's beginning, and beside a share that is written there. */
function markAt(from: Box, w: number, direction: MapLayout['direction'], labelled: boolean): { readonly x: number; readonly y: number } {
  const middle = from.x + from.w / 2
  if (direction === 'right') return labelled ? { x: middle - w / 2, y: from.y + from.h + 8 } : { x: from.x + from.w + 24, y: from.y + from.h / 2 - 10 }
  return { x: labelled ? middle - w - 14 : middle - w / 2, y: from.y + from.h + 14 }
}

const GoalMark = memo(function GoalMark({ line, from, to, direction }: MarkProps) {
  if (from === undefined || to === undefined) return null
  const w = widthOf('goal', 12) + 30
  const { x, y } = markAt(from, w, direction, line.label !== undefined)
  return (
    <g className="map-goal-mark" transform={`translate(${x} ${y})`}>
      <rect width={w} height={20} rx={10} />
      <text x={w / 2} y={14.5} textAnchor="middle">
        goal
      </text>
    </g>
  )
})
