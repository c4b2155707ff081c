import { useEffect, useRef, useState } from 'react'
import type { MapModel } from './map-model'
import type { Box, MapLayout } from './layout'
import { pointOn, trackPoints } from './line-path'
import { requestPath, wantedBox } from './request-path'
import { mostMoving, Travel } from './travel'
import type { SentRequest } from '@/lib/session/timeline'

export interface RequestDotsProps {
  readonly requests: readonly SentRequest[]
  readonly model: MapModel
  readonly layout: MapLayout
  readonly boxes: ReadonlyMap<string, Box>
  /** Ids of the Services that are wanted: a call to one that is not there ends at its ghost. */
  readonly wanted: ReadonlySet<string>
  /** Dots travel while time does; without motion they stand on their way in steps. */
  readonly moving: boolean
}

/** Requests as dots: on their way to the Pod that answered, or red up to where they failed. Drawn under the boxes, so that they pass through them. */
export function RequestDots({ moving, ...rest }: RequestDotsProps) {
  return <g aria-hidden="true">{moving ? <Moving {...rest} /> : <Standing {...rest} />}</g>
}

function boxesOn(request: SentRequest, { model, boxes, wanted }: Pick<RequestDotsProps, 'model' | 'boxes' | 'wanted'>): { readonly way: readonly Box[]; readonly failing: boolean } {
  const { boxes: ids, failing } = requestPath(request, model)
  return { way: ids.flatMap((id) => boxes.get(wantedBox(id, wanted, model)) ?? []), failing }
}

/**
 * Two paths that are drawn anew in each of the browser's frames while something travels. Elements of which each has an animation of its own would cost
 * every frame the style and place of each.
 */
function Moving({ requests, layout, ...rest }: Omit<RequestDotsProps, 'moving'>) {
  const others = useRef<SVGPathElement>(null)
  const failing = useRef<SVGPathElement>(null)
  const [travel] = useState(() => new Travel())
  const frame = useRef<number>(undefined)
  const known = useRef(requests)
  useEffect(() => {
    const before = known.current
    known.current = requests
    for (const request of newOf(requests, before)) {
      const { way, failing: fails } = boxesOn(request, rest)
      travel.add(trackPoints(way, layout.direction), fails, performance.now())
    }
    if (travel.isOver || frame.current !== undefined) return
    frame.current = requestAnimationFrame(function draw(now) {
      const paths = travel.paths(now)
      others.current?.setAttribute('d', paths.others)
      failing.current?.setAttribute('d', paths.failing)
      frame.current = travel.isOver ? undefined : requestAnimationFrame(draw)
    })
  })
  useEffect(() => () => {
    if (frame.current !== undefined) cancelAnimationFrame(frame.current)
    frame.current = undefined
  }, [])
  return (
    <>
      <path ref={others} className="map-requests" />
      <path ref={failing} className="map-requests" data-failing="true" />
    </>
  )
}

/** Those that were sent since; lists are oldest first, and only their last few may matter. */
function newOf(requests: readonly SentRequest[], before: readonly SentRequest[]): readonly SentRequest[] {
  const last = before.at(-1)
  return last === undefined ? requests.slice(-mostMoving) : requests.slice(requests.lastIndexOf(last) + 1).slice(-mostMoving)
}

/** The last three requests of each way, standing in a row before the place they reached. */
function Standing({ requests, layout, ...rest }: Omit<RequestDotsProps, 'moving'>) {
  const now = requests.at(-1)?.at ?? 0
  const ways = new Map<string, { readonly from: Box; readonly to: Box; readonly dots: { id: number; failing: boolean }[] }>()
  for (const request of requests.slice(-60)) {
    if (now - request.at > 5000) continue
    const { way: on, failing } = boxesOn(request, rest)
    const [first, second] = on
    if (first === undefined || second === undefined) continue
    const key = `${first.id}>${second.id}`
    const way = ways.get(key) ?? { from: first, to: second, dots: [] }
    way.dots.push({ id: request.id, failing })
    ways.set(key, way)
  }
  return [...ways.entries()].flatMap(([key, { from, to, dots }]) =>
    dots.slice(-3).map(({ id, failing }, index, all) => {
      const { x, y } = pointOn(from, to, layout.direction, (index + 0.6) / (all.length + 0.2))
      return <circle key={`${key} ${id}`} className="map-request" data-failing={failing} cx={x} cy={y} r={5} />
    }),
  )
}
