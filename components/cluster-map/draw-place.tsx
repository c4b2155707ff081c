import { memo } from 'react'
import type { Box } from './layout'
import type { ConfigModel, NodeModel } from './map-model'
import { fit } from './text-fit'

type PlaceBox = Pick<Box, 'w' | 'h' | 'text' | 'note' | 'density'>

/** The drawing of a client: a plain card. Visitors, a load balancer and other things that are no object of the cluster look like this. */
export const ClientDrawing = memo(function ClientDrawing({ box }: { readonly box: PlaceBox }) {
  const pending = box.note?.startsWith('…') === true
  return (
    <g className="map-client" data-state={pending ? 'pending' : 'none'}>
      <rect className="map-client-shape" width={box.w} height={box.h} rx={10} />
      <text className="map-name" x={box.w / 2} y={box.note === undefined ? box.h / 2 + 5 : 27} textAnchor="middle">
        {fit(box.text ?? '', box.w - 20, 14)}
      </text>
      {box.note === undefined ? null : (
        <text className={/^\d/.test(box.note) ? 'map-note map-code' : 'map-note'} x={box.w / 2} y={46} textAnchor="middle">
          {fit(box.note, box.w - 12, 12)}
        </text>
      )}
    </g>
  )
})

/** The drawing of a node as a word on a strip: where requests come in. */
export function NodeDrawing({ box, node }: { readonly box: PlaceBox; readonly node: NodeModel | undefined }) {
  return (
    <g className="map-node" data-state={node?.state === 'failing' ? 'failing' : 'none'}>
      <rect className="map-node-shape" width={box.w} height={box.h} rx={6} />
      <text className="map-note map-code map-strong" x={14} y={20}>
        {node?.name}
      </text>
      {node?.state === 'failing' ? <LostMark x={box.w - 14} y={20} /> : null}
      <text className="map-note map-code map-quiet" x={14} y={38}>
        {box.note}
      </text>
    </g>
  )
}

/** The drawing of a node as a tray that holds its Pods; without a node, the Pods that wait for one. */
export function TrayDrawing({ box, node }: { readonly box: PlaceBox; readonly node: NodeModel | undefined }) {
  const lost = node?.state === 'failing'
  return (
    <g className="map-node" data-state={lost ? 'failing' : node === undefined ? 'pending' : 'none'}>
      <rect className="map-node-shape" width={box.w} height={box.h} rx={14} />
      <text className="map-note map-code map-strong" x={14} y={27}>
        {node?.name ?? 'no node yet'}
      </text>
      {lost ? <LostMark x={box.w - 14} y={27} /> : null}
      {lost ? null : (
        <text className="map-note map-code map-quiet" x={box.w - 14} y={27} textAnchor="end">
          {node?.address}
        </text>
      )}
    </g>
  )
}

function LostMark({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <text className="map-note map-state map-strong" data-state="failing" x={x} y={y} textAnchor="end">
      ✕ lost
    </text>
  )
}

/** The drawing of a ConfigMap or Secret: a tab. */
export function ConfigDrawing({ box, config }: { readonly box: PlaceBox; readonly config: ConfigModel }) {
  return (
    <g className="map-config">
      <path className="map-client-shape" d={`M0 8V${box.h}H${box.w}V8H62L54 0H8L0 8Z`} />
      <text className="map-note map-code map-strong" x={12} y={28}>
        {fit(config.name, box.w - 24, 12, 'code')}
      </text>
      <text className="map-note map-quiet" x={12} y={45}>
        {box.note ?? `${config.kind} · ${config.keys.length} ${config.keys.length === 1 ? 'key' : 'keys'}`}
      </text>
    </g>
  )
}

/** Tabs on the edge of a Pod's card, one for each ConfigMap and Secret it uses. */
export function ConfigTabs({ uses, w, h }: { readonly uses: readonly string[]; readonly w: number; readonly h: number }) {
  return uses.slice(0, 3).map((id, index) => {
    const [kind = '', , name = ''] = id.split('/')
    const x = w - 30 - (index + 1) * 30
    return (
      <g key={id} className="map-tab" transform={`translate(${x} ${h - 1})`}>
        <title>{`${kind} ${name}`}</title>
        <path d="M0 0H26V9L22 13H4L0 9Z" />
        <text x={13} y={10} textAnchor="middle">
          {kind === 'Secret' ? 'sec' : 'cm'}
        </text>
      </g>
    )
  })
}
