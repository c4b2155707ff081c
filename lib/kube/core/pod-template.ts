import type { Draft } from '@/lib/kube/draft'
import { forbidden, type FieldError } from '@/lib/kube/field-error'
import { validateLabels, type Labels } from '@/lib/kube/labels'
import { validateAnnotations } from '@/lib/kube/object-meta'
import { validateAnnotationsMatchFields, validatePodAnnotations } from './pod-annotations'
import { defaultPodSpec } from './pod-spec-defaults'
import { validatePodSpec } from './pod-spec'
import type { PodTemplateSpec } from './v1.generated'

/** Fills what a template leaves out; less than in a Pod, which is completed again when it is made (SetDefaults_PodSpec). */
export function defaultPodTemplate(template: PodTemplateSpec): PodTemplateSpec {
  return { ...template, spec: defaultPodSpec(template.spec) }
}

/** Everything wrong with a template (ValidatePodTemplateSpec); the server leaves `metadata` out of the paths of labels and annotations. */
export function validatePodTemplate(template: Draft<PodTemplateSpec>, path: string): FieldError[] {
  const annotations = template.metadata?.annotations as Labels | undefined
  const spec = template.spec ?? {}
  return [
    ...validateLabels(template.metadata?.labels, `${path}.labels`),
    ...validateAnnotations(annotations, `${path}.annotations`),
    ...validatePodAnnotations(annotations, spec, `${path}.annotations`),
    ...validatePodSpec(spec, '', `${path}.spec`),
    ...validateAnnotationsMatchFields(annotations, spec, `${path}.spec`),
    ...((spec.ephemeralContainers ?? []).length > 0 ? [forbidden(`${path}.spec.ephemeralContainers`, 'ephemeral containers not allowed in pod template')] : []),
  ]
}
