import { useId } from 'react'
import type { ChartBand } from './step-chart'

/** The fillings that are no plain colour: they tell versions apart without one. */
export function Hatches({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={`${id}-hatched`} className="chart-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0V5" />
      </pattern>
      <pattern id={`${id}-ready-old`} className="chart-hatch" data-tone="ready" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0V5" />
      </pattern>
      <pattern id={`${id}-dotted`} className="chart-hatch" width="5" height="5" patternUnits="userSpaceOnUse">
        <circle cx="2.5" cy="2.5" r="1.4" />
      </pattern>
    </defs>
  )
}

/** The filling of a band, where it is one of the hatches. */
export function fillOf(tone: ChartBand['tone'], id: string): { readonly fill: string } | undefined {
  return tone === 'hatched' || tone === 'ready-old' || tone === 'dotted' ? { fill: `url(#${id}-${tone})` } : undefined
}

/** What the fillings mean; of bands that are nowhere to be seen, nothing is said. */
export function ChartLegend({ bands }: { readonly bands: readonly ChartBand[] }) {
  const id = useId()
  return (
    <p className="chart-legend" aria-hidden="true">
      {bands
        .filter(({ values }) => values.some((value) => value > 0))
        .map((band, index) => (
          <span key={band.id}>
            <svg width="12" height="12" viewBox="0 0 12 12">
              {index === 0 ? <Hatches id={id} /> : null}
              <rect className="chart-band" data-tone={band.tone} style={fillOf(band.tone, id)} x="0.5" y="0.5" width="11" height="11" rx="2" />
            </svg>
            {band.label}
          </span>
        ))}
    </p>
  )
}
