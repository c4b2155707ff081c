import type { SceneLink } from '@/lib/course/scene'

const width = 348
const box = { w: 92, h: 42 }

/** Named places that a request passes in turn, with what stands at each now. A place with an action is a button: it breaks or repairs the link. */
export function Chain({ links, onAct }: { readonly links: readonly SceneLink[]; readonly onAct: (action: string) => void }) {
  const gap = (width - 12 - links.length * box.w) / Math.max(1, links.length - 1)
  return (
    <svg className="fig-chain" viewBox={`0 0 ${width} 88`} role="group" aria-label="The way of a request">
      <defs>
        <marker id="fig-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M1 1l6 3-6 3" />
        </marker>
      </defs>
      {links.map((link, index) => (
        <Link key={link.id} link={link} x={6 + index * (box.w + gap)} gap={index < links.length - 1 ? gap : 0} onAct={onAct} />
      ))}
    </svg>
  )
}

function Link({ link, x, gap, onAct }: { readonly link: SceneLink; readonly x: number; readonly gap: number; readonly onAct: (action: string) => void }) {
  const { action } = link
  const act = action === undefined ? undefined : () => onAct(action)
  const pressable = act === undefined ? {} : { role: 'button', tabIndex: 0, 'aria-label': `${link.label}: ${link.value}. Break or repair it`, 'aria-pressed': link.state === 'failing', onClick: act }
  return (
    <g transform={`translate(${x} 4)`}>
      <g
        className="fig-link"
        data-state={link.state}
        {...pressable}
        onKeyDown={(event) => {
          if (act === undefined || (event.key !== 'Enter' && event.key !== ' ')) return
          event.preventDefault()
          act()
        }}
      >
        <rect width={box.w} height={box.h} rx={7} />
        <text x={box.w / 2} y={box.h / 2 + 4.5} textAnchor="middle">
          {link.state === 'failing' ? `✕ ${link.label}` : link.label}
        </text>
      </g>
      {gap > 0 ? <path className="fig-arrow" d={`M${box.w + 3} ${box.h / 2}h${gap - 6}`} data-broken={link.state === 'failing'} markerEnd="url(#fig-arrow)" /> : null}
      <text className="fig-link-value" x={box.w / 2} y={box.h + 22} textAnchor="middle">
        {link.value}
      </text>
    </g>
  )
}
