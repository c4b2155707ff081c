import { Fragment } from 'react'
import type { Why } from './service-why'

/** Two sentences beside a drawing. Words between backticks are code. */
export function WhyCard({ why, style, side }: { readonly why: Why; readonly style?: { left: number; top: number; width: number }; readonly side?: 'below' | 'above' | 'strip' }) {
  return (
    <div className="map-why" data-side={side ?? 'strip'} style={style}>
      <strong>{why.question}</strong>
      <p>
        <CodeText text={why.answer} />
      </p>
    </div>
  )
}

/** A sentence in which the words between backticks are code. */
export function CodeText({ text }: { readonly text: string }) {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : <Fragment key={index}>{part}</Fragment>))
}
