import type { KubeObject } from '@/lib/kube/object'
import type { StepOutcome, Trial } from './trial'

/** What goes on by itself and is nobody's doing. */
const background = new Set(['Event', 'Lease', 'Node'])

/** The first step whose command changed an object: from its beginning on seconds count (curriculum contract, rule 9). */
export function firstChangingStep(trial: Pick<Trial, 'steps' | 'film'>): StepOutcome | undefined {
  return trial.steps.find((step) => isChanging(trial, step))
}

/** Whether a step's command changed an object (of those that count), before the cluster ran on. */
export function isChanging({ film }: Pick<Trial, 'film'>, { before, applied }: StepOutcome, counts: (object: KubeObject) => boolean = () => true): boolean {
  return film.some(({ at, resourceVersion, object }) => at === before.now && resourceVersion > before.resourceVersion && resourceVersion <= applied.resourceVersion && !background.has(object.kind) && counts(object))
}
