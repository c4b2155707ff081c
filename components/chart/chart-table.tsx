import type { ChartBand } from './step-chart'

/** A table of more rows than this is thinned out, evenly; the first and the last stay. */
const mostRows = 40

/** The twin of a chart: its numbers as a table, folded until it is asked for. */
export function ChartTable({ title, times, bands, unit, zeroMs }: { readonly title: string; readonly times: readonly number[]; readonly bands: readonly ChartBand[]; readonly unit: string; readonly zeroMs: number }) {
  const step = Math.max(1, Math.ceil(times.length / mostRows))
  const rows = times.map((at, index) => ({ at, index })).filter(({ index }) => index % step === 0 || index === times.length - 1)
  return (
    <details className="chart-twin">
      <summary>{title} as a table</summary>
      <div className="chart-rows" tabIndex={0} role="group" aria-label={`${title}, table`}>
        <table>
          <thead>
            <tr>
              <th scope="col">after</th>
              {bands.map((band) => (
                <th key={band.id} scope="col">
                  {band.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ at, index }) => (
              <tr key={at}>
                <th scope="row">{((at - zeroMs) / 1000).toFixed(1)} s</th>
                {bands.map((band) => (
                  <td key={band.id}>{`${format(band.values[index] ?? 0)}${unit}`}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

function format(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1)
}
