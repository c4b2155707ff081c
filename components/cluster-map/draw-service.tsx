import { memo } from 'react'
import type { Box } from './layout'
import type { ServiceModel, ServiceRow } from './service-model'
import { fit, widthOf } from './text-fit'

/** The outline of a plate with cut corners: an address, not a process. */
export function platePath(w: number, h: number, cut = 14): string {
  return `M${cut} 0H${w - cut}L${w} ${cut}V${h - cut}L${w - cut} ${h}H${cut}L0 ${h - cut}V${cut}Z`
}

interface ServiceDrawingProps {
  readonly box: Pick<Box, 'w' | 'h' | 'density'>
  readonly service: ServiceModel
}

/** The drawing of a Service: its address, and its chain row by row with the first broken link marked. */
export const ServiceDrawing = memo(function ServiceDrawing({ box, service }: ServiceDrawingProps) {
  const side = box.w < 200 ? 14 : 20
  const room = box.w - 2 * side
  const type = [`Service · ${service.type}`, service.type].find((text) => widthOf(service.name, 15) + widthOf(text, 12) + 10 <= room) ?? (side < 20 ? '' : service.type)
  const address = [service.address, service.address.replace(/ → .*/, '')].find((text) => widthOf(text, 12.5, 'code') <= room) ?? service.address
  return (
    <g className="map-service" data-state={service.state ?? 'none'}>
      <path className="map-plate" d={platePath(box.w, box.h)} />
      <text className="map-name" x={side} y={33}>
        {fit(service.name, room - (type === '' ? 0 : 12 + widthOf(type, 12)), 15)}
      </text>
      <text className="map-note" x={box.w - side} y={33} textAnchor="end">
        {type}
      </text>
      <text className="map-note map-code" x={side} y={55}>
        {fit(address, room, 12.5, 'code')}
      </text>
      {box.density === 'chip' ? null : <path className="map-rule" d={`M${side} 68.5H${box.w - side}`} />}
      {rowsShown(service, box.density).map((row, index) => (
        <Row key={row.id} row={row} y={(box.density === 'chip' ? 79 : 91) + index * 23} w={box.w} side={side} broken={service.broken === row.id} />
      ))}
    </g>
  )
}, isSamePlate)

/** A model is read anew with every change of the cluster; few of them change what a plate says. */
function isSamePlate(before: ServiceDrawingProps, after: ServiceDrawingProps): boolean {
  const [a, b] = [before.service, after.service]
  return before.box === after.box && a.name === b.name && a.type === b.type && a.address === b.address && a.state === b.state && a.broken === b.broken && a.rows.map(textOf).join('\n') === b.rows.map(textOf).join('\n')
}

function textOf({ id, label, code, value, state }: ServiceRow): string {
  return [id, label, code, value, state].join('\t')
}

/** A small plate has room for one row: the first broken one, else the last of the chain. */
function rowsShown({ rows, broken }: ServiceModel, density: Box['density']): readonly ServiceRow[] {
  if (density !== 'chip') return rows
  return rows.filter((row) => row.id === (broken ?? 'endpoints'))
}

function Row({ row, y, w, side, broken }: { readonly row: ServiceRow; readonly y: number; readonly w: number; readonly side: number; readonly broken: boolean }) {
  // The words of a broken row are bold, and wider.
  const room = w - 2 * side - (broken ? 16 : 6) - widthOf(row.value, 13) - (row.code === undefined ? 0 : widthOf(row.label, 12.5))
  return (
    <>
      <text className="map-row" x={side} y={y}>
        {row.code === undefined ? fit(row.label, room, 12.5) : row.label}
        {row.code === undefined ? null : <tspan className="map-code">{` ${fit(row.code, room, 12.5, 'code')}`}</tspan>}
      </text>
      <text className={broken ? 'map-row map-state map-strong' : 'map-row map-state'} data-state={row.state ?? 'none'} x={w - side} y={y} textAnchor="end">
        {row.value}
      </text>
    </>
  )
}

/** The outline of what is wanted or called and not there: a Service's plate, or what its note says in a frame. */
export function GhostDrawing({ box, goal }: { readonly box: Pick<Box, 'w' | 'h' | 'text' | 'note'>; readonly goal: boolean }) {
  return (
    <g className="map-ghost" data-goal={goal}>
      {box.note === undefined ? <path className="map-plate" d={platePath(box.w, box.h)} /> : <rect className="map-plate" width={box.w} height={box.h} rx={14} />}
      <text className="map-name" x={20} y={32}>
        {fit(box.text ?? '', box.w - 40, 15)}
      </text>
      <text className="map-note" x={20} y={53}>
        {box.note ?? (goal ? 'goal: a Service of this name' : 'nothing has this name or address')}
      </text>
    </g>
  )
}
