import type { ReactNode } from 'react'
import { ExerciseCard } from '../exercise-card'

/** The card of an exercise, where it belongs in the text. `children` are the task. */
export function Exercise({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return <ExerciseCard id={id}>{children}</ExerciseCard>
}
