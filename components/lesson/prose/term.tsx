import type { ReactNode } from 'react'
import { glossary } from '@/content/glossary'
import { TermTip } from './term-tip'

/** A word of the glossary where the text uses it: explains itself on hover and focus. Without children, the glossary's own word. */
export function Term({ id, children }: { readonly id: string; readonly children?: ReactNode }) {
  const entry = glossary.find((each) => each.id === id)
  if (entry === undefined) throw new Error(`<Term id="${id}">: content/glossary.ts has no such entry`)
  return (
    <TermTip means={entry.means} href={`/glossary#${id}`}>
      {children ?? entry.word}
    </TermTip>
  )
}
