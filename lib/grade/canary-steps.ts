import type { Cluster } from '@/lib/cluster/cluster'
import type { KubeObject } from '@/lib/kube/object'
import { imagesOf } from './expect/pod-trouble'
import { isChanging } from './first-changing-step'
import { measure, type Measured } from './measure'
import type { StepOutcome, Trial } from './trial'
import type { StepMetrics } from './verdict'
import type { SteadyTraffic } from './watch-traffic'

/** What users met after a step that changed something, or wrote the route again as it was. */
export interface CanaryStep {
  /** Index among all steps. */
  readonly index: number
  readonly outcome: StepOutcome
  readonly settled: Measured
  /** Right after the command, where it changed a route or a Service; else the same as `settled`. */
  readonly atOnce: Measured
}

const watched = new WeakMap<Trial, readonly CanaryStep[]>()

/** The steps of a canary release with what 10,000 requests meet after each; measured once. */
export function canarySteps(trial: Trial, traffic: SteadyTraffic): readonly CanaryStep[] {
  const known = watched.get(trial)
  if (known !== undefined) return known
  const steps = trial.steps.flatMap((outcome, index): CanaryStep[] => {
    if (!isChanging(trial, outcome, isNoProbe) && !isRouteRepeated(outcome)) return []
    const settled = measure(outcome.after, traffic)
    return [{ index, outcome, settled, atOnce: isRerouting(trial, outcome) ? measure(outcome.applied, traffic) : settled }]
  })
  watched.set(trial, steps)
  return steps
}

/** `kubectl run --rm` with a client in it only looks. */
function isNoProbe({ kind, metadata }: KubeObject): boolean {
  return kind !== 'Pod' || (metadata.ownerReferences ?? []).length > 0
}

/** A file applied twice is two steps of a release, though the second changes nothing. */
function isRouteRepeated({ step, stdout }: StepOutcome): boolean {
  const isDryRun = step.do === 'kubectl' && step.line.includes('--dry-run')
  return !isDryRun && /^httproute\S* (?:configured|unchanged|serverside-applied|replaced|patched \(no change\))$/m.test(stdout)
}

function isRerouting({ film }: Trial, { before, applied }: StepOutcome): boolean {
  return film.some(({ at, resourceVersion, object: { kind } }) => at === before.now && resourceVersion > before.resourceVersion && resourceVersion <= applied.resourceVersion && (kind === 'HTTPRoute' || kind === 'Service' || kind === 'Gateway'))
}

/** The part of the requests, from 0 to 1, that an image answered, errors included. */
export function shareOfImage({ byImage, sent }: Measured, image: string): number {
  return (byImage.get(image)?.answered ?? 0) / sent
}

/** Whether an image answered every request. */
export function isEverybody({ settled }: Pick<CanaryStep, 'settled'>, image: string): boolean {
  return shareOfImage(settled, image) >= 0.9999
}

/** Requests that failed without being an error of this image. */
export function lostBeside({ byImage, failed }: Measured, image: string): number {
  return Math.round(failed - (byImage.get(image)?.errors ?? 0))
}

/** The index of the step in which an image came into the cluster; undefined: it never did. */
export function stepOfImage(trial: Trial, image: string): number | undefined {
  const index = trial.steps.findIndex(({ applied }) => hasImage(applied, image))
  return index < 0 ? undefined : index
}

function hasImage(cluster: Cluster, image: string): boolean {
  for (const [key, object] of cluster.objects) {
    if (!key.startsWith('apps/') && !key.startsWith('/pods/')) continue
    const { spec } = object as { readonly spec?: { readonly containers?: readonly { readonly image?: string }[]; readonly template?: { readonly spec?: { readonly containers?: readonly { readonly image?: string }[] } } } }
    if (imagesOf(spec?.containers ?? spec?.template?.spec?.containers).includes(image)) return true
  }
  return false
}

/** Every step with the share and the errors of each version, as evidence. */
export function metricsOf(steps: readonly CanaryStep[]): readonly StepMetrics[] {
  return steps.map(({ index, outcome, settled }) => ({
    step: index,
    say: outcome.step.do === 'apply' ? outcome.step.file : outcome.step.line.trim(),
    sent: settled.sent,
    failed: Math.round(settled.failed),
    versions: [...settled.byImage].map(([image, { answered, errors }]) => ({ image, answered: Math.round(answered), errors: Math.round(errors) })),
  }))
}
