import { validatePodAnnotations } from '@/lib/kube/core/pod-annotations'
import { validatePodTemplate } from '@/lib/kube/core/pod-template'
import type { PodTemplateSpec, Volume } from '@/lib/kube/core/v1.generated'
import type { FieldError } from '@/lib/kube/field-error'
import { validateLabels } from '@/lib/kube/labels'
import { validateAnnotations } from '@/lib/kube/object-meta'

/**
 * A StatefulSet's template, with a volume for each claim that its Pods will get. The server looks at labels and annotations twice, and so reports what is
 * wrong with them twice (ValidatePodTemplateSpecForStatefulSet).
 */
export function validateStatefulTemplate(template: PodTemplateSpec, claimNames: readonly string[], path: string): FieldError[] {
  const { metadata, spec } = template
  const own = (spec.volumes ?? []).filter(({ name }) => !claimNames.includes(name))
  const claims = claimNames.map((name): Volume => ({ name, persistentVolumeClaim: { claimName: name } }))
  return [
    ...validateLabels(metadata.labels, `${path}.labels`),
    ...validateAnnotations(metadata.annotations, `${path}.annotations`),
    ...validatePodAnnotations(metadata.annotations, spec, `${path}.annotations`),
    ...validatePodTemplate({ ...template, spec: { ...spec, volumes: [...own, ...claims] } }, path),
  ]
}
