import { memo, type ReactNode } from 'react'
import { BoxDrawing, type Drawn } from './box-drawing'
import { ConfigTabs } from './draw-place'
import { PodDrawing } from './draw-pod'
import { describeBox, describePod } from './explain-object'
import type { Box } from './layout'
import { isSameBox } from './next-picture'
import { looksAlike, type PodModel } from './pod-model'

interface Standing {
  readonly selected: boolean
  /** The picture's one Tab stop. */
  readonly isStop: boolean
  /** Was chosen or stepped to: it carries the frame that shows where the focus is. */
  readonly isMarked: boolean
}

interface MapBoxProps extends Standing {
  readonly box: Box
  readonly drawn: Drawn
}

/** One object of the picture. Of Pods there are many and few change at a time, so each is drawn again only when it says or stands something else. */
export function MapBox({ box, drawn, ...standing }: MapBoxProps) {
  const pod = box.shape === 'pod' ? drawn.pods.get(box.id) : undefined
  if (pod !== undefined) return <PodBox {...standing} box={box} pod={pod} />
  return (
    <Place {...standing} box={box} label={describeBox(box.id, drawn.model)}>
      <BoxDrawing box={box} drawn={drawn} />
    </Place>
  )
}

interface PodBoxProps extends Standing {
  readonly box: Box
  readonly pod: PodModel
}

const PodBox = memo(function PodBox({ box, pod, ...standing }: PodBoxProps) {
  return (
    <Place {...standing} box={box} label={describePod(pod)}>
      <PodDrawing box={box} pod={pod} calls={isCaller(box)} />
      {box.density === 'card' && pod.uses.length > 0 ? <ConfigTabs uses={pod.uses} w={box.w} h={box.h} /> : null}
    </Place>
  )
}, isTheSame)

function isTheSame(before: PodBoxProps, after: PodBoxProps): boolean {
  return before.selected === after.selected && before.isStop === after.isStop && before.isMarked === after.isMarked && isSameBox(before.box, after.box) && looksAlike(before.pod, after.pod)
}

/** A client card holds a Pod where the caller is one: narrower than a Pod's card. */
function isCaller(box: Box): boolean {
  return box.density === 'card' && box.w < 150
}

function Place({ box, label, selected, isStop, isMarked, children }: Standing & { readonly box: Box; readonly label: string; readonly children: ReactNode }) {
  return (
    <g
      className="map-box"
      data-box={box.id}
      data-shape={box.shape}
      data-density={box.density}
      data-selected={selected}
      role="button"
      tabIndex={isStop ? 0 : -1}
      aria-label={label}
      aria-expanded={selected}
      style={{ transform: `translate(${box.x}px, ${box.y}px)` }}
    >
      {children}
      {isMarked ? <rect className="map-focus" x={-5} y={-5} width={box.w + 10} height={box.h + 10} rx={box.density === 'dot' ? 10 : 16} /> : null}
    </g>
  )
}
