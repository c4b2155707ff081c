import type { Box } from './layout'
import type { PodModel } from './pod-model'
import { fit } from './text-fit'

export interface PodDrawingProps {
  readonly box: Pick<Box, 'w' | 'h' | 'density' | 'text'>
  readonly pod: PodModel
  /** A Pod that calls is drawn with what it is rather than where it listens. */
  readonly calls?: boolean
}

/** The drawing of a Pod: a rounded card with a state dot. Its corner is the top left of the group that holds it. */
export function PodDrawing({ box, pod, calls = false }: PodDrawingProps) {
  if (box.density === 'dot') return <PodDot box={box} pod={pod} />
  return (
    <g className="map-pod" data-state={pod.state} data-density={box.density}>
      <rect className="map-pod-shape" width={box.w} height={box.h} rx={box.density === 'card' ? 12 : 9} />
      {box.density === 'card' ? calls ? <CallerText box={box} pod={pod} /> : <CardText box={box} pod={pod} /> : <ChipText box={box} pod={pod} />}
    </g>
  )
}

function PodDot({ box, pod }: PodDrawingProps) {
  return (
    <g className="map-pod" data-state={pod.state} data-density="dot">
      <circle className="map-pod-shape" cx={box.w / 2} cy={box.h / 2} r={box.w / 2} />
    </g>
  )
}

function CardText({ box, pod }: PodDrawingProps) {
  const place = pod.state === 'ready' ? (pod.node ?? '') : pod.word
  const room = box.w - 32
  return (
    <>
      <StateMark x={box.w - 19} y={19} pod={pod} />
      <text className="map-name map-code" x={16} y={28}>
        {fit(pod.shortName, room - 20, 14, 'code')}
      </text>
      <text className="map-note" x={16} y={48}>
        {pod.ip ?? 'no address yet'}
        {pod.port === undefined || pod.ip === undefined ? null : (
          <>
            {' · port '}
            <tspan className="map-code map-strong">{pod.port}</tspan>
          </>
        )}
      </text>
      <text className="map-note map-code map-quiet" x={16} y={69}>
        {fit(pod.label, room - 10 - place.length * 7.4, 12, 'code')}
      </text>
      <text className={pod.state === 'ready' ? 'map-note map-code map-quiet' : 'map-note map-state'} data-state={pod.state} x={box.w - 16} y={69} textAnchor="end">
        {fit(place, room * 0.66, 12, 'code')}
      </text>
    </>
  )
}

function CallerText({ box, pod }: PodDrawingProps) {
  return (
    <>
      <StateMark x={box.w - 17} y={18} pod={pod} />
      <text className="map-name" x={16} y={29}>
        {fit(pod.name, box.w - 48, 14)}
      </text>
      <text className="map-note" x={16} y={49}>
        {`Pod · ${pod.state === 'ready' ? 'Running' : pod.word}`}
      </text>
      <text className="map-note map-code map-quiet" x={16} y={66}>
        {pod.node ?? 'no node yet'}
      </text>
    </>
  )
}

function ChipText({ box, pod }: PodDrawingProps) {
  const word = pod.state === 'failing' ? `✕ ${shortWord(pod.word)}` : pod.word
  return (
    <>
      <text className="map-chip-name map-code" x={box.w / 2} y={box.h / 2 - 4} textAnchor="middle">
        {box.text === undefined ? fit(pod.version, box.w - 12, 12.5, 'code') : <tspan className="map-chip-address">{fit(box.text, box.w - 2, 11, 'code')}</tspan>}
      </text>
      <text className="map-chip-word" x={box.w / 2} y={box.h / 2 + 13} textAnchor="middle">
        {fit(word, box.w - 6, 11)}
      </text>
    </>
  )
}

const shortWords: Readonly<Record<string, string>> = {
  CrashLoopBackOff: 'crashing',
  ImagePullBackOff: 'no image',
  ErrImagePull: 'no image',
  InvalidImageName: 'bad image',
  CreateContainerConfigError: 'config',
  RunContainerError: 'cannot run',
}

/** A reason as a chip has room for it; the panel and the text twin have it in full. */
function shortWord(word: string): string {
  return shortWords[word] ?? word
}

/** A state as colour and shape at once: full = ready, ring = pending, cross = failing, bar = leaving. */
export function StateMark({ x, y, pod }: { readonly x: number; readonly y: number; readonly pod: Pick<PodModel, 'state'> }) {
  const mark = {
    ready: <circle cx={x} cy={y} r={5} />,
    pending: <circle className="map-ring" cx={x} cy={y} r={4} />,
    failing: <path className="map-cross" d={`M${x - 4} ${y - 4}l8 8m0 -8l-8 8`} />,
    leaving: <path className="map-cross" d={`M${x - 5} ${y}h10`} />,
  }[pod.state]
  return (
    <g className="map-mark" data-state={pod.state}>
      {mark}
    </g>
  )
}
