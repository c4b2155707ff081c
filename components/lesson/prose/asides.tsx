import type { ReactNode } from 'react'

interface AsideProps {
  readonly children: ReactNode
}

/** A note beside the text, with a heading of its own. */
export function Aside({ title, children }: AsideProps & { readonly title: string }) {
  return (
    <aside className="prose-aside">
      <h3>{title}</h3>
      {children}
    </aside>
  )
}

/** What is different, or watched, on a cluster that people depend on. */
export function InProduction({ children }: AsideProps) {
  return <Aside title="In production">{children}</Aside>
}

/** Where common wording is loose, the exact fact. */
export function Exact({ children }: AsideProps) {
  return <Aside title="To be exact">{children}</Aside>
}

/** Where to read on: a list of links to the official documentation. */
export function Links({ children }: AsideProps) {
  return (
    <section className="prose-links">
      <h3>Read on</h3>
      {children}
    </section>
  )
}
