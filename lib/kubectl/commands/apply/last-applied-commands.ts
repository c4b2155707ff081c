import { applyRarely } from '#kubectl-apply-rarely'
import type { Command } from '../../command'

/** What `apply` does with its own annotation: each is fetched when it is asked for. */
export const lastAppliedCommands: readonly Command[] = [
  {
    name: 'view-last-applied',
    about: 'Show what apply said last of an object.',
    usage: 'kubectl apply view-last-applied TYPE NAME | TYPE/NAME | -f FILE [-o yaml|json]',
    run: (invocation) => applyRarely().viewLastApplied(invocation),
  },
  {
    name: 'set-last-applied',
    about: 'Write what a file says into the annotation of apply, and change nothing else.',
    usage: 'kubectl apply set-last-applied -f FILE [--create-annotation]',
    run: (invocation) => applyRarely().setLastApplied(invocation),
  },
  {
    name: 'edit-last-applied',
    about: 'Open what apply said last in the editor.',
    usage: 'kubectl apply edit-last-applied TYPE NAME | TYPE/NAME | -f FILE',
    run: (invocation) => applyRarely().editLastApplied(invocation),
  },
]
