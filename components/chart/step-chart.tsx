'use client'
import { memo, useId, useMemo, type PointerEvent } from 'react'
import { useRoom } from '../cluster-map/use-room'
import { ChartLegend, fillOf, Hatches } from './chart-legend'
import { ChartTable } from './chart-table'
import './chart.css'
import { axisTime, ticksUpTo, timeTicks } from './scale'

/** What is counted: each value holds from its time to the next one. Bands stand on each other, the first one lowest. */
export interface ChartBand {
  readonly id: string
  readonly label: string
  /** How it is filled: states by their colour, versions by full and hatched. */
  readonly tone: 'full' | 'hatched' | 'dotted' | 'ready' | 'ready-old' | 'pending' | 'failing' | 'leaving'
  readonly values: readonly number[]
}

export interface StepChartProps {
  readonly title: string
  /** What the table's first column is read with, and the picture in one sentence. */
  readonly summary: string
  readonly times: readonly number[]
  readonly durationMs: number
  readonly bands: readonly ChartBand[]
  /** Lines that must not be crossed. */
  readonly limits?: readonly { readonly label: string; readonly value: number }[]
  /** The moment on show, and what to do when another is pointed at. */
  readonly now?: number
  readonly onSeek?: (at: number) => void
  readonly unit?: string
  /** The axis reaches at least this far. */
  readonly atLeast?: number
  readonly height?: number
  /** The left end of the time axis. */
  readonly startMs?: number
  /** What its labels count from, where that is not its left end. */
  readonly zeroMs?: number
  /** In a row of several: no labels on the axes' lines. */
  readonly small?: boolean
}

const margin = { top: 12, bottom: 20, left: 38, right: 8 }

/** A chart of counts over time: stepped bands, limits, the moment on show; and the same as a table. */
export function StepChart(props: StepChartProps) {
  const { title, summary, durationMs, now, onSeek, height = 132, small = false, startMs = 0, zeroMs = startMs } = props
  const [measure, size] = useRoom({ width: small ? 110 : 340, height })
  const plot = plotOf(size.width, height, small)
  const x = (at: number) => plot.left + (Math.min(Math.max(at - startMs, 0), durationMs) / Math.max(1, durationMs)) * plot.width

  function seekTo(event: PointerEvent<SVGSVGElement>) {
    const frame = event.currentTarget.getBoundingClientRect()
    const share = (event.clientX - frame.left - plot.left) / plot.width
    onSeek?.(Math.round(startMs + Math.min(1, Math.max(0, share)) * durationMs))
  }

  return (
    <div className="chart">
      <p className="chart-title">{title}</p>
      <div ref={measure} className="chart-room" style={{ height }}>
        <svg
          width={size.width}
          height={height}
          role="img"
          aria-label={`${title}. ${summary}`}
          data-seeks={onSeek !== undefined}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            seekTo(event)
          }}
          onPointerMove={(event) => {
            if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event)
          }}
        >
          <Plot {...props} width={size.width} height={height} small={small} startMs={startMs} zeroMs={zeroMs} />
          {now === undefined ? null : <path className="chart-now" d={`M${x(now).toFixed(1)} ${plot.top - 6}V${plot.bottom + 3}`} />}
        </svg>
      </div>
      {small ? null : <ChartLegend bands={props.bands} />}
      <ChartTable title={title} times={props.times} bands={props.bands} unit={props.unit ?? ''} zeroMs={zeroMs} />
    </div>
  )
}

function plotOf(width: number, height: number, small: boolean) {
  const left = small ? 2 : margin.left
  return { left, top: margin.top, bottom: height - margin.bottom, width: Math.max(10, width - left - (small ? 2 : margin.right)) }
}

/** Everything but the moment on show, which moves while the rest stands. */
const Plot = memo(function Plot({ times, durationMs, bands, limits = [], unit = '', atLeast = 1, width, height, small = false, startMs = 0, zeroMs = 0 }: StepChartProps & { readonly width: number }) {
  const plot = plotOf(width, height ?? 0, small)
  const id = useId()
  const stacks = useMemo(() => stacked(bands), [bands])
  const most = Math.max(atLeast, ...limits.map(({ value }) => value), ...(stacks.at(-1) ?? [0]))
  const marks = ticksUpTo(most, small ? 2 : 4)
  const top = marks.at(-1) ?? 1
  const x = (at: number) => plot.left + ((at - startMs) / Math.max(1, durationMs)) * plot.width
  const y = (value: number) => plot.bottom - (value / top) * (plot.bottom - plot.top)
  return (
    <>
      <Hatches id={id} />
      {marks.map((mark) => (
        <g key={mark}>
          <path className="chart-grid" d={`M${plot.left} ${y(mark)}h${plot.width}`} />
          {small ? null : (
            <text className="chart-mark" x={plot.left - 6} y={y(mark) + 4} textAnchor="end">
              {`${mark}${unit}`}
            </text>
          )}
        </g>
      ))}
      {bands.map((band, index) => (
        <path key={band.id} className="chart-band" data-tone={band.tone} style={fillOf(band.tone, id)} d={areaOf(times, startMs + durationMs, stacks[index] ?? [], stacks[index - 1], x, y)} />
      ))}
      {limits.map(({ label, value }) => (
        <g key={label} className="chart-limit">
          <path d={`M${plot.left} ${y(value)}h${plot.width}`} />
          <text x={plot.left + plot.width} y={y(value) - 4} textAnchor="end">
            {label}
          </text>
        </g>
      ))}
      {timeTicks(startMs - zeroMs, durationMs, small ? 2 : 5).map((at) => (
        <text key={at} className="chart-mark" x={x(zeroMs + at)} y={plot.bottom + 15} textAnchor={anchorOf((zeroMs + at - startMs) / durationMs, small)}>
          {axisTime(at)}
        </text>
      ))}
    </>
  )
})

/** A label at an end of the axis stays within the picture. */
function anchorOf(share: number, small: boolean): 'start' | 'middle' | 'end' {
  if (share > (small ? 0.85 : 0.96)) return 'end'
  return small && share === 0 ? 'start' : 'middle'
}

/** Upper edges of the bands, each on the one before. */
function stacked(bands: readonly ChartBand[]): number[][] {
  let below: readonly number[] = []
  return bands.map(({ values }) => {
    const edge = values.map((value, index) => value + (below[index] ?? 0))
    below = edge
    return edge
  })
}

/** A stepped area between two edges. */
function areaOf(times: readonly number[], end: number, upper: readonly number[], lower: readonly number[] | undefined, x: (at: number) => number, y: (value: number) => number): string {
  if (upper.every((value, index) => value === (lower?.[index] ?? 0))) return ''
  const there = times.map((at, index) => `${index === 0 ? 'M' : 'H'}${x(at).toFixed(1)}${index === 0 ? ' ' : 'V'}${y(upper[index] ?? 0).toFixed(1)}`).join('')
  const back = times.map((at, index) => `V${y(lower?.[index] ?? 0).toFixed(1)}H${x(at).toFixed(1)}`).reverse().join('')
  return `${there}H${x(end).toFixed(1)}${back}Z`
}
