import type { TableHTMLAttributes } from 'react'

/** Wider than a phone, a table scrolls by itself; it can be reached with the keyboard for that. */
export function Table(props: TableHTMLAttributes<HTMLTableElement>) {
  return (
    <div className="prose-table" role="region" aria-label="Table" tabIndex={0}>
      <table {...props} />
    </div>
  )
}
