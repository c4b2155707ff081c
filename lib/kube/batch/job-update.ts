import type { Affinity, PodTemplateSpec } from '@/lib/kube/core/v1.generated'
import { isEqual } from '@/lib/kube/equality'
import { invalid, type FieldError } from '@/lib/kube/field-error'
import { internalJson, internalTemplateJson } from '@/lib/kube/internal-json'
import { validateImmutable } from '@/lib/kube/object-meta'
import { validateImmutableSelector } from '@/lib/kube/selector-json'
import type { Job, JobSpec } from './v1.generated'

/** What may change in a Job (ValidateJobSpecUpdate, behind the checks that any Job passes). */
export function validateJobSpecUpdate({ spec }: Job, old: Job): FieldError[] {
  const before = old.spec
  return [
    ...validateCompletions(spec, before),
    ...validateImmutableSelector(spec.selector, before.selector, 'spec.selector'),
    ...validateTemplate(spec, old),
    ...validateImmutable(spec.completionMode, before.completionMode, 'spec.completionMode'),
    ...validateFailurePolicy(spec, before),
    ...validateImmutable(spec.backoffLimitPerIndex, before.backoffLimitPerIndex, 'spec.backoffLimitPerIndex'),
    ...validateImmutable(spec.managedBy, before.managedBy, 'spec.managedBy'),
    ...validateSuccessPolicy(spec, before),
  ]
}

/** An indexed Job may grow and shrink, parallelism with it. */
function validateCompletions(spec: JobSpec, old: JobSpec): FieldError[] {
  if (spec.completionMode !== 'Indexed') return validateImmutable(spec.completions, old.completions, 'spec.completions')
  if (spec.completions === undefined || spec.completions === old.completions || spec.completions === spec.parallelism) return []
  return [invalid('spec.completions', spec.completions, 'can only be modified in tandem with spec.parallelism')]
}

function validateFailurePolicy(spec: JobSpec, old: JobSpec): FieldError[] {
  const shown = spec.podFailurePolicy && internalJson('FailurePolicy', { ...spec.podFailurePolicy })
  return isEqual(spec.podFailurePolicy, old.podFailurePolicy) ? [] : [invalid('spec.podFailurePolicy', shown, 'field is immutable')]
}

function validateSuccessPolicy(spec: JobSpec, old: JobSpec): FieldError[] {
  const shown = spec.successPolicy && internalJson('SuccessPolicy', { ...spec.successPolicy })
  return isEqual(spec.successPolicy, old.successPolicy) ? [] : [invalid('spec.successPolicy', shown, 'field is immutable')]
}

/** The template is fixed; while a Job is suspended and has never run, where its Pods go may still change. */
function validateTemplate(spec: JobSpec, old: Job): FieldError[] {
  const mayMove = old.spec.suspend === true && old.status?.startTime === undefined
  const before = mayMove ? withPlacement(old.spec.template, spec.template) : old.spec.template
  return isEqual(spec.template, before) ? [] : [invalid('spec.template', internalTemplateJson(spec.template), 'field is immutable')]
}

function withPlacement(old: PodTemplateSpec, now: PodTemplateSpec): PodTemplateSpec {
  const { nodeSelector: _a, tolerations: _b, schedulingGates: _c, affinity, ...fixed } = old.spec
  const { nodeSelector, tolerations, schedulingGates } = now.spec
  return {
    metadata: now.metadata,
    spec: {
      ...fixed,
      ...(nodeSelector === undefined ? {} : { nodeSelector }),
      ...(tolerations === undefined ? {} : { tolerations }),
      ...(schedulingGates === undefined ? {} : { schedulingGates }),
      affinity: withNodeAffinity(affinity, now.spec.affinity),
    },
  }
}

function withNodeAffinity(old: Affinity | undefined, now: Affinity | undefined): Affinity {
  const { nodeAffinity: _old, ...others } = old ?? {}
  return now?.nodeAffinity === undefined ? others : { ...others, nodeAffinity: now.nodeAffinity }
}
