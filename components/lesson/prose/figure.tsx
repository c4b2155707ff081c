import { figures } from '@/content/figures'
import { FigureSlot } from './figure-slot'

/** An interactive figure of content/figures.ts; its code comes when it is about to be seen. `children` stand there until then, and are its text twin. */
export function Figure({ id, children }: { readonly id: string; readonly children?: React.ReactNode }) {
  if (!Object.hasOwn(figures, id)) throw new Error(`<Figure id="${id}">: content/figures.ts has no such figure`)
  return <FigureSlot id={id}>{children}</FigureSlot>
}
