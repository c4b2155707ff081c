import { memo, type MouseEvent } from 'react'
import type { Box } from './layout'
import type { PodModel, State } from './pod-model'

const states: readonly State[] = ['ready', 'pending', 'failing', 'leaving']

/** Hundreds of Pods as dots: one path a state, so that a frame costs the same for ten and for a thousand. Shape doubles colour: ring, cross, bar. */
export const DotField = memo(function DotField({ boxes, pods }: { readonly boxes: readonly Box[]; readonly pods: ReadonlyMap<string, PodModel> }) {
  if (boxes.length === 0) return null
  return (
    <g aria-hidden="true" className="map-dots">
      {states.map((state) => (
        <path key={state} data-state={state} d={dotsPath(state, boxes, pods)} />
      ))}
    </g>
  )
})

/** The path of all dots of one state. */
export function dotsPath(state: State, boxes: readonly Box[], pods: ReadonlyMap<string, PodModel>): string {
  const mark = { ready: 'm0 4h.01', pending: 'm1 4a3 3 0 1 0 6 0a3 3 0 1 0 -6 0', failing: 'm1 1l6 6m0 -6l-6 6', leaving: 'm0 4h8' }[state]
  const start = state === 'ready' ? 4 : 0
  let path = ''
  for (const box of boxes) if (pods.get(box.id)?.state === state) path += `M${box.x + start} ${box.y}${mark}`
  return path
}

/** The dot under the pointer, within three pixels. */
export function dotAt(boxes: readonly Box[], event: MouseEvent, svg: SVGSVGElement | null): string | undefined {
  const frame = svg?.getBoundingClientRect()
  if (frame === undefined) return undefined
  const [x, y] = [event.clientX - frame.left, event.clientY - frame.top]
  return boxes.find((box) => x >= box.x - 3 && x <= box.x + box.w + 3 && y >= box.y - 3 && y <= box.y + box.h + 3)?.id
}
