import type { Box } from './layout'
import { refId, type PodsGoalMark } from './snapshot'
import { widthOf } from './text-fit'

/** What is wanted of a Deployment, on the edge of its frame: dotted until it holds. Its ghost says it itself. */
export function PodsGoals({ goals, boxes }: { readonly goals: readonly PodsGoalMark[]; readonly boxes: ReadonlyMap<string, Box> }) {
  return (
    <g aria-hidden="true">
      {goals.map((goal) => {
        const box = boxes.get(refId(goal.deployment))
        return box === undefined || box.shape === 'ghost' ? null : <Mark key={box.id} goal={goal} box={box} />
      })}
    </g>
  )
}

function Mark({ goal, box }: { readonly goal: PodsGoalMark; readonly box: Box }) {
  const say = `${goal.holds ? '✓ ' : ''}goal: ${goal.say}`
  const w = widthOf(say, 12) + 24
  return (
    <g className="map-goal-mark" data-holds={goal.holds} transform={`translate(${box.x} ${box.y})`}>
      <rect className="map-goal-frame" x={-4} y={-4} width={box.w + 8} height={box.h + 8} rx={17} />
      <g transform={`translate(${Math.max(8, box.w - w - 18)} ${box.h - 8})`}>
        <rect width={w} height={20} rx={10} />
        <text x={w / 2} y={14.5} textAnchor="middle">
          {say}
        </text>
      </g>
    </g>
  )
}
