'use client'
import { memo, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import type { SentRequest } from '@/lib/session/timeline'
import { drawnOf, type Drawn } from './box-drawing'
import { dotAt, DotField } from './dot-field'
import { PodsGoals } from './draw-goal'
import { headingPlaces } from './draw-frame'
import { LinesDrawing } from './draw-lines'
import { isDot, type Box } from './layout'
import { MapBox } from './map-box'
import { firstBox, nextBox, readingOrder, type Arrow } from './next-box'
import type { Picture } from './next-picture'
import { RequestDots } from './request-dots'
import { refId, type PodsGoalMark } from './snapshot'
import { useCallerInView } from './use-caller-in-view'

/** The half of the map that a panel opens over. */
export type Side = 'left' | 'right'

export interface MapPictureProps {
  readonly picture: Picture
  readonly requests: readonly SentRequest[]
  readonly goals: ReadonlySet<string>
  readonly podsGoals: readonly PodsGoalMark[]
  readonly selected: string | undefined
  /** `side` is where there is room beside the object: away from it. */
  readonly onSelect: (id: string | undefined, side: Side) => void
  /** Whether dots travel. */
  readonly moving: boolean
  readonly label: string
  /** Laid over the picture, in its pixels. */
  readonly children?: ReactNode
}

const nothing: readonly never[] = []

/** The map as a picture. One Tab stop; arrow keys go from object to object, Enter opens one, Escape closes it. */
export const MapPicture = memo(function MapPicture({ picture, requests, goals, podsGoals, selected, onSelect, moving, label, children }: MapPictureProps) {
  const { model, layout } = picture
  const svg = useRef<SVGSVGElement>(null)
  const whole = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<string>()
  useCallerInView(whole, layout)
  const drawn = useMemo(() => drawnOf(picture, new Set([...goals, ...podsGoals.map(({ deployment }) => refId(deployment))])), [picture, goals, podsGoals])
  const boxes = useMemo(() => new Map(layout.boxes.map((box) => [box.id, box])), [layout])
  const dots = useMemo(() => layout.boxes.filter(isDot), [layout])
  const objects = layout.boxes.filter((box) => !isDot(box) || box.id === active || box.id === selected)
  const stop = active !== undefined && boxes.has(active) ? active : firstBox(layout.boxes)?.id

  function choose(id: string | undefined) {
    const box = id === undefined ? undefined : boxes.get(id)
    onSelect(id, box !== undefined && box.x + box.w / 2 > layout.width / 2 ? 'left' : 'right')
  }

  function onKeyDown(event: KeyboardEvent<SVGSVGElement>) {
    const at = boxIdOf(event.target) ?? stop
    if (at === undefined) return
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      choose(at)
    } else if (event.key === 'Escape') choose(undefined)
    else {
      const next = targetOf(event.key, layout.boxes, at)
      if (next === undefined) return
      event.preventDefault()
      flushSync(() => setActive(next))
      svg.current?.querySelector<SVGGElement>(`[data-box="${CSS.escape(next)}"]`)?.focus()
    }
  }

  function onClick(event: MouseEvent) {
    const id = boxIdOf(event.target) ?? dotAt(dots, event, svg.current)
    if (id !== undefined) setActive(id)
    choose(id === selected ? undefined : id)
  }

  const draw = (box: Box) => <MapBox key={box.id} box={box} drawn={drawn} selected={box.id === selected} isStop={box.id === stop} isMarked={box.id === active || box.id === selected} />

  const headings = layout.direction === 'right' ? objects.flatMap((box) => headingsIn(box, drawn)) : nothing

  // From the side lines reach the Pods in their frame; from above they would run through its heading.
  const frames = objects.filter(isFrame).map(draw)

  return (
    <div ref={whole} className="map-picture" style={{ width: layout.width }}>
      <div className="map-drawn" style={{ height: layout.height }} onClick={onClick}>
        <svg ref={svg} role="group" aria-label={label} onKeyDown={onKeyDown} onFocus={(event) => setActive(boxIdOf(event.target))}>
          {layout.direction === 'right' ? frames : null}
          <LinesDrawing layout={layout} boxes={boxes} cut={headings} />
          <RequestDots requests={requests} model={model} layout={layout} boxes={boxes} wanted={goals} moving={moving} />
          {layout.direction === 'down' ? frames : null}
          {objects.filter((box) => !isFrame(box)).map(draw)}
          <DotField boxes={dots} pods={drawn.pods} />
          <PodsGoals goals={podsGoals} boxes={boxes} />
        </svg>
      </div>
      {children}
    </div>
  )
})

function headingsIn(box: Box, { workloads }: Drawn) {
  const workload = workloads.get(box.id)
  return workload === undefined || !isFrame(box) || box.h < 64 ? nothing : headingPlaces(box, workload)
}

/** Frames lie under the lines that lead to what they hold. */
function isFrame({ shape, h }: Box): boolean {
  return shape === 'deployment' || shape === 'replicaset' || (shape === 'node' && h > 60)
}

function boxIdOf(target: EventTarget): string | undefined {
  return target instanceof Element ? (target.closest('[data-box]')?.getAttribute('data-box') ?? undefined) : undefined
}

function targetOf(key: string, boxes: readonly Box[], from: string): string | undefined {
  if (key === 'Home') return readingOrder(boxes)[0]?.id
  if (key === 'End') return readingOrder(boxes).at(-1)?.id
  return key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown' ? nextBox(boxes, from, key satisfies Arrow) : undefined
}
