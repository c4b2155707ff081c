import type { ReactNode } from 'react'
import { FigureSlot } from './figure-slot'

/**
 * An interactive figure of content/figures.ts; its code comes when it is about to be seen. `children` stand below it and are its text twin. The
 * list of figures is only read in the slot: read here, every figure's code would belong to the page.
 */
export function Figure({ id, children }: { readonly id: string; readonly children?: ReactNode }) {
  return <FigureSlot id={id}>{children}</FigureSlot>
}
