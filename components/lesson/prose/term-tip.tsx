'use client'
import Link from 'next/link'
import { useId, useRef, useState, type ReactNode } from 'react'

/** Shown while the pointer or the focus is on the word or on the explanation; Escape hides it. */
export function TermTip({ means, href, children }: { readonly means: string; readonly href: string; readonly children: ReactNode }) {
  const id = useId()
  const root = useRef<HTMLSpanElement>(null)
  const [shift, setShift] = useState<number>()
  const show = () => setShift(shiftInto(root.current))
  const hide = () => setShift(undefined)
  return (
    <span
      ref={root}
      className="gloss"
      onMouseEnter={show}
      onMouseLeave={hide}
      onFocus={show}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) hide()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') hide()
      }}
    >
      <Link className="gloss-word" href={href} aria-describedby={id}>
        {children}
      </Link>
      <span className="gloss-tip" role="tooltip" id={id} hidden={shift === undefined} style={{ left: shift ?? 0 }}>
        {means}
      </span>
    </span>
  )
}

const tipWidth = 300

/** How far the explanation moves so that it stays inside the column of text. */
function shiftInto(word: HTMLElement | null): number {
  const column = word?.closest('.prose')?.getBoundingClientRect()
  const at = word?.getBoundingClientRect()
  if (column === undefined || at === undefined) return 0
  return Math.round(Math.min(0, column.right - at.left - tipWidth - 8))
}
