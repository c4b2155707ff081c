import type { PodTemplateSpec } from '@/lib/kube/core/v1.generated'
import type { Draft } from '@/lib/kube/draft'
import { invalid, required, type FieldError } from '@/lib/kube/field-error'
import { sortedMap } from '@/lib/kube/go-format'
import { isUnusableSelector, matchesSelector, validateLabelSelector } from '@/lib/kube/labels'
import type { ObjectMeta } from '@/lib/kube/meta/v1.generated'
import { selectorJson } from '@/lib/kube/selector-json'
import type { Job } from './v1.generated'

type Labels = Readonly<Record<string, string>>

/** Labels that a Job gives its Pods, by today's names and those of old. */
function jobLabels(job: Job): Labels {
  const metadata: Draft<ObjectMeta> = job.metadata
  const name = metadata.name ?? ''
  const uid = uidOf(job)
  return { 'controller-uid': uid, 'job-name': name, 'batch.kubernetes.io/controller-uid': uid, 'batch.kubernetes.io/job-name': name }
}

/** Empty until the API server has given one: it does so before it asks the kind. */
function uidOf(job: Job): string {
  const metadata: Draft<ObjectMeta> = job.metadata
  return metadata.uid ?? ''
}

/** A Job makes its own selector and labels, unless it says that its author does (generateSelectorIfNeeded). */
export function withGeneratedSelector(job: Job): Job {
  const { template, selector, manualSelector } = job.spec
  if (manualSelector === true) return job
  const labels = { ...jobLabels(job), ...template.metadata.labels }
  const matchLabels = { 'batch.kubernetes.io/controller-uid': uidOf(job), ...selector?.matchLabels }
  const spec = { ...job.spec, selector: { ...selector, matchLabels }, template: { ...template, metadata: { ...template.metadata, labels } } }
  return { ...job, metadata: { ...job.metadata, ...ownLabels(job, labels) }, spec }
}

/**
 * A Job without labels has those of its Pods. Where the template had some, the server knows that before it checks the Job; otherwise only when it writes
 * the Job, which we tell from the labels being the very same object (`hasLateLabels`).
 */
function ownLabels({ metadata, spec }: Job, labels: Labels): { readonly labels?: Labels } {
  if (Object.keys(metadata.labels ?? {}).length === 0) return { labels }
  return metadata.labels === spec.template.metadata.labels ? { labels: { ...labels } } : {}
}

/** Whether a Job's labels are its Pods', given after the checks. */
export function hasLateLabels({ metadata, spec }: Job): boolean {
  return metadata.labels !== undefined && metadata.labels === spec.template.metadata.labels
}

/** A selector that the author may not make must be the one the server would (validateGeneratedSelector). */
export function validateGeneratedSelector(job: Job): FieldError[] {
  const { selector, template, manualSelector } = job.spec
  if (manualSelector === true || selector === undefined) return []
  const wanted = jobLabels(job)
  const isGenerated = isUnusableSelector(selector) || matchesSelector(selector, wanted)
  return [
    ...(uidOf(job) === '' ? [required('metadata.uid')] : []),
    ...Object.entries(wanted).flatMap(([key, value]) => validateHasLabel(template, key, value)),
    ...(isGenerated ? [] : [invalid('spec.selector', selectorJson(selector), '`selector` not auto-generated')]),
  ]
}

function validateHasLabel(template: PodTemplateSpec, key: string, value: string): FieldError[] {
  const labels = template.metadata.labels
  const path = `spec.template.metadata.labels[${key}]`
  const given = labels?.[key]
  if (given === undefined) return [required(path, `must be '${value}'`)]
  return given === value ? [] : [invalid(path, sortedMap(labels ?? {}), `must be '${value}'`)]
}

/** A Job's selector must be there and find its own Pods. */
export function validateJobSelector({ spec }: Job): FieldError[] {
  const { selector, template } = spec
  if (selector === undefined) return [required('spec.selector'), ...mismatch(template)]
  const isFound = isUnusableSelector(selector) || matchesSelector(selector, template.metadata.labels)
  return [...validateLabelSelector(selector, 'spec.selector'), ...(isFound ? [] : mismatch(template))]
}

function mismatch(template: PodTemplateSpec): FieldError[] {
  const labels = template.metadata.labels
  return [invalid('spec.template.metadata.labels', labels === undefined ? undefined : sortedMap(labels), '`selector` does not match template `labels`')]
}
