import type { SceneTable } from '@/lib/course/scene'

/** A comparison whose cells the cluster fills in. */
export function ComparisonTable({ table, caption }: { readonly table: SceneTable; readonly caption: string }) {
  return (
    <div className="fig-table" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <thead>
          <tr>
            <td />
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              {row.cells.map((cell, index) => (
                <td key={table.columns[index]} data-state={row.states?.[index] ?? 'none'}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
