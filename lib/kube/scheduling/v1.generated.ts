// Written by scripts/generate-schema.mjs from the structure of Kubernetes 1.36.3. Do not edit.
import type { ObjectMeta } from '@/lib/kube/meta/v1.generated'

export interface PriorityClass {
  readonly apiVersion: 'scheduling.k8s.io/v1'
  readonly description?: string
  readonly globalDefault?: boolean
  readonly kind: 'PriorityClass'
  readonly metadata: ObjectMeta
  readonly preemptionPolicy?: 'Never' | 'PreemptLowerPriority'
  readonly value?: number
}
