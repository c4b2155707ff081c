import { validatePodTemplate } from '@/lib/kube/core/pod-template'
import type { PodTemplateSpec } from '@/lib/kube/core/v1.generated'
import { forbidden, invalid, notSupported, required, type FieldError } from '@/lib/kube/field-error'
import { sortedMap } from '@/lib/kube/go-format'
import { isEmptySelector, isUnusableSelector, matchesSelector, validateLabelSelector } from '@/lib/kube/labels'
import type { LabelSelector } from '@/lib/kube/meta/v1.generated'
import { selectorJson } from '@/lib/kube/selector-json'

/** A selector that must be there, be right and select by something; `kind` is the server's word for who has it. */
export function validatePodSelector(selector: LabelSelector | undefined, kind: string, path: string): FieldError[] {
  if (selector === undefined) return [required(path)]
  const empty = isEmptySelector(selector) ? [invalid(path, selectorJson(selector), `empty selector is invalid for ${kind}`)] : []
  return [...validateLabelSelector(selector, path), ...empty]
}

/** Refuses a template whose Pods the selector would not find; an empty selector is refused elsewhere. */
export function validateTemplateLabels(selector: LabelSelector | undefined, template: PodTemplateSpec, path: string): FieldError[] {
  const labels = template.metadata.labels
  const isFound = (selector !== undefined && isEmptySelector(selector)) || matchesSelector(selector, labels)
  const shown = labels === undefined ? undefined : sortedMap(labels)
  return isFound ? [] : [invalid(`${path}.metadata.labels`, shown, '`selector` does not match template `labels`')]
}

/** A template whose containers always restart and whose Pods have no deadline. */
export function validateRestartingTemplate(template: PodTemplateSpec, kind: string, path: string): FieldError[] {
  return [...validatePodTemplate(template, path), ...validateRestarting(template, kind, path)]
}

/** Controllers that keep Pods running refuse Pods that end. */
export function validateRestarting(template: PodTemplateSpec, kind: string, path: string): FieldError[] {
  const { restartPolicy, activeDeadlineSeconds } = template.spec
  return [
    ...(restartPolicy === 'Always' ? [] : [notSupported(`${path}.spec.restartPolicy`, restartPolicy, ['Always'])]),
    ...(activeDeadlineSeconds === undefined ? [] : [forbidden(`${path}.spec.activeDeadlineSeconds`, `activeDeadlineSeconds in ${kind} is not Supported`)]),
  ]
}

/** Selector and template of a ReplicaSet, and of a Deployment that makes such (ValidatePodTemplateSpecForReplicaSet): a selector that can't be used hides the template's errors. */
export function validateReplicated(selector: LabelSelector | undefined, template: PodTemplateSpec, path: string): FieldError[] {
  const errors = validatePodSelector(selector, 'deployment', `${path}.selector`)
  if (selector !== undefined && isUnusableSelector(selector)) return [...errors, invalid(`${path}.selector`, selectorJson(selector), 'invalid label selector')]
  return [...errors, ...validateTemplateLabels(selector, template, `${path}.template`), ...validateRestartingTemplate(template, 'ReplicaSet', `${path}.template`)]
}
