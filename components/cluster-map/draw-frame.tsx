import { memo } from 'react'
import type { Box } from './layout'
import type { ReplicaSetModel, WorkloadModel } from './map-model'
import { fit, widthOf } from './text-fit'

type FrameBox = Pick<Box, 'w' | 'h' | 'density'>
type Place = Pick<Box, 'x' | 'y' | 'w' | 'h'>

interface DeploymentDrawingProps {
  readonly box: FrameBox
  readonly workload: WorkloadModel
  readonly small?: boolean
}

/** The drawing of a Deployment: a frame with a second edge behind it, its ReplicaSet named at the foot. `small` is the card of the Ownership view. */
export const DeploymentDrawing = memo(function DeploymentDrawing({ box, workload, small = false }: DeploymentDrawingProps) {
  const kind = workload.kind === 'Deployment' ? 'Deployment' : 'ReplicaSet'
  const { name, count } = headingOf(workload, box.w, small)
  const set = workload.sets[0]
  return (
    <g className="map-frame">
      {kind === 'Deployment' ? <rect className="map-frame-back" x={8} y={8} width={box.w} height={box.h} rx={14} /> : null}
      <rect className="map-frame-shape" width={box.w} height={box.h} rx={14} />
      <text className="map-name" x={17} y={small ? 27 : 26}>
        {name}
      </text>
      <text className="map-note" x={small ? 17 : box.w - 17} y={small ? 46 : 26} textAnchor={small ? 'start' : 'end'}>
        {count}
      </text>
      {small ? null : (
        <text className="map-note map-quiet" x={17} y={box.h - 14}>
          {fit(foot(workload, set), box.w - 34, 12)}
        </text>
      )}
    </g>
  )
}, isSameFrame)

function headingOf(workload: WorkloadModel, w: number, small: boolean): { readonly name: string; readonly count: string } {
  const ready = `${workload.ready} of ${workload.wanted} ready`
  const words = [`${workload.kind === 'Deployment' ? 'Deployment' : 'ReplicaSet'} · ${ready}`, ready, `${workload.ready}/${workload.wanted}`] as const
  const count = small ? words[0] : (words.find((word) => widthOf(workload.name, 14) + widthOf(word, 12) + 44 <= w) ?? words[2])
  return { name: fit(workload.name, small ? w - 34 : w - 44 - widthOf(count, 12), 14), count }
}

/** Where the words of a frame's heading stand, with a little room around them: no line goes through them. */
export function headingPlaces(box: Box, workload: WorkloadModel): readonly Place[] {
  const { name, count } = headingOf(workload, box.w, false)
  const place = (x: number, text: string, size: number): Place => ({ x: box.x + x - 4, y: box.y + 10, w: widthOf(text, size) + 8, h: 22 })
  return [place(17, name, 14), place(box.w - 17 - widthOf(count, 12), count, 12)]
}

/** A model is read anew with every change of the cluster; few of them change what a frame says. */
function isSameFrame(before: DeploymentDrawingProps, after: DeploymentDrawingProps): boolean {
  const [a, b] = [before.workload, after.workload]
  return before.box === after.box && before.small === after.small && a.kind === b.kind && a.name === b.name && a.ready === b.ready && a.wanted === b.wanted && foot(a, a.sets[0]) === foot(b, b.sets[0])
}

function foot(workload: WorkloadModel, set: ReplicaSetModel | undefined): string {
  if (workload.sets.length > 1) return workload.strategy
  if (set === undefined) return 'no ReplicaSet yet'
  return workload.kind === 'ReplicaSet' ? 'nobody owns this ReplicaSet' : `ReplicaSet …-${set.hash} · revision ${set.revision}`
}

interface ReplicaSetDrawingProps {
  readonly box: FrameBox
  readonly set: ReplicaSetModel
  readonly age: 'new' | 'old' | 'only'
  readonly small?: boolean
}

/** The drawing of a ReplicaSet: a plain frame. `age` says whether it is the one the Deployment wants now. */
export const ReplicaSetDrawing = memo(function ReplicaSetDrawing({ box, set, age, small = false }: ReplicaSetDrawingProps) {
  const words = age === 'only' ? `${set.pods.length} Pods` : age === 'new' ? `new ReplicaSet ${set.pods.length}` : `old ${set.pods.length}`
  return (
    <g className="map-frame" data-inner="true">
      <rect className="map-frame-shape" width={box.w} height={box.h} rx={10} />
      {small ? (
        <>
          <text className="map-note map-code map-strong" x={14} y={26}>
            {fit(`…-${set.hash}`, box.w - 28, 12, 'code')}
          </text>
          <text className="map-note" x={14} y={45}>
            {`ReplicaSet · ${set.version} · wants ${set.wanted}`}
          </text>
        </>
      ) : (
        <text className="map-note" x={10} y={19}>
          <tspan className="map-code map-strong">{fit(set.version, 70, 12, 'code')}</tspan>
          {` · ${words}`}
        </text>
      )}
    </g>
  )
}, isSameSet)

function isSameSet(before: ReplicaSetDrawingProps, after: ReplicaSetDrawingProps): boolean {
  const [a, b] = [before.set, after.set]
  return before.box === after.box && before.age === after.age && before.small === after.small && a.hash === b.hash && a.version === b.version && a.wanted === b.wanted && a.pods.length === b.pods.length
}
