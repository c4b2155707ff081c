import type { Metadata } from 'next'
import { SiteHeader } from '@/components/site/site-header'
import figures from './figures.generated.json'
import './parity.css'

export const metadata: Metadata = { title: 'How real it is', description: 'What the practice cluster answers as Kubernetes does, counted over recordings of the real programs.' }

export default function ParityPage() {
  return (
    <>
      <SiteHeader />
      <main className="page page-narrow" id="main">
        <h1>How real it is</h1>
        <p>
          The practice cluster is compared with recordings of Kubernetes {figures.version}: the same requests, files and commands, and what the real programs answered. A case counts as alike when everything
          recorded of it is the same: status, text, objects, order.
        </p>
        {figures.areas.map(({ name, rows }) => (
          <section key={name}>
            <h2 className="parity-part">{name}</h2>
            <Figures caption={name} rows={[...rows, together(rows)]} />
          </section>
        ))}
        <p>What differs is listed, with its reasons, in the page docs/parity.md of the course&apos;s source.</p>
      </main>
    </>
  )
}

interface Row {
  readonly name: string
  readonly cases: number
  readonly alike: number
}

function Figures({ caption, rows }: { readonly caption: string; readonly rows: readonly Row[] }) {
  return (
    <table className="parity" aria-label={caption}>
      <thead>
        <tr>
          <th scope="col">Recordings</th>
          <th scope="col">Cases</th>
          <th scope="col">Alike</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, cases, alike }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{cases.toLocaleString('en')}</td>
            <td>{alike.toLocaleString('en')}</td>
            <td>{(Math.floor((alike / cases) * 1000) / 10).toFixed(1)} %</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function together(rows: readonly Row[]): Row {
  return { name: 'together', cases: rows.reduce((sum, { cases }) => sum + cases, 0), alike: rows.reduce((sum, { alike }) => sum + alike, 0) }
}
