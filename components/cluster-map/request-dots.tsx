import { memo } from 'react'
import type { MapModel } from './map-model'
import type { Box, MapLayout } from './layout'
import { pointOn, trackPath } from './line-path'
import { requestPath, wantedBox } from './request-path'
import type { SentRequest } from '@/lib/session/timeline'

/** Most dots on the way at once: more than these cannot be told apart. */
const mostMoving = 24

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

function Moving({ requests, ...rest }: Omit<RequestDotsProps, 'moving'>) {
  return requests.slice(-mostMoving).map((request) => <MovingDot key={request.id} request={request} {...rest} />)
}

/** A dot keeps to the way it set out on: one that is led elsewhere with every change of the picture costs each of them its style and place. */
const MovingDot = memo(
  function MovingDot({ request, layout, ...rest }: Omit<RequestDotsProps, 'moving' | 'requests'> & { readonly request: SentRequest }) {
    const { way, failing } = boxesOn(request, rest)
    const track = trackPath(way, layout.direction)
    return track === '' ? null : <circle className="map-request" data-failing={failing} data-moving="true" r={5} style={{ offsetPath: `path('${track}')` }} />
  },
  (before, after) => before.request === after.request && before.layout.direction === after.layout.direction,
)

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
