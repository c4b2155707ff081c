import { CodeText } from '@/components/ui/code-text'
import type { Why } from './service-why'

/** Two sentences beside a drawing. Words between backticks are code. */
export function WhyCard({ why, style, side }: { readonly why: Why; readonly style?: { readonly transform: string; readonly width: number }; readonly side?: 'below' | 'above' | 'strip' }) {
  return (
    <div className="map-why" data-side={side ?? 'strip'} style={style}>
      <strong>{why.question}</strong>
      <p>
        <CodeText text={why.answer} />
      </p>
    </div>
  )
}
