import { defaultPodTemplate } from '@/lib/kube/core/pod-template'
import { hostnameWarnings, podSpecWarnings } from '@/lib/kube/core/pod-warnings'
import { defineKind } from '@/lib/kube/define-kind'
import type { Draft } from '@/lib/kube/draft'
import { isEqual } from '@/lib/kube/equality'
import type { FieldError } from '@/lib/kube/field-error'
import { validateNonnegative } from '@/lib/kube/nonnegative'
import { validateImmutableSelector } from '@/lib/kube/selector-json'
import { validateReplicated } from './pod-selector'
import { validateCounts } from './status-counts'
import type { ReplicaSet, ReplicaSetSpec } from './v1.generated'

const counts = ['replicas', 'fullyLabeledReplicas', 'readyReplicas', 'availableReplicas'] as const

/** SetDefaults_ReplicaSet (pkg/apis/apps/v1/defaults.go). */
function defaultReplicaSet(replicaSet: ReplicaSet): ReplicaSet {
  const spec: Draft<ReplicaSetSpec> = replicaSet.spec
  return { ...replicaSet, spec: { ...replicaSet.spec, replicas: spec.replicas ?? 1, template: defaultPodTemplate(replicaSet.spec.template) } }
}

function validateReplicaSetSpec(spec: ReplicaSetSpec): FieldError[] {
  return [
    ...validateNonnegative(spec.replicas, 'spec.replicas'),
    ...validateNonnegative(spec.minReadySeconds, 'spec.minReadySeconds'),
    ...validateReplicated(spec.selector, spec.template, 'spec'),
  ]
}

/** The kind ReplicaSet (pkg/registry/apps/replicaset strategy). */
export const replicaSet = defineKind<ReplicaSet>(
  {
    group: 'apps', version: 'v1', kind: 'ReplicaSet', resource: 'replicasets', shortNames: ['rs'], categories: ['all'],
    definition: 'io.k8s.api.apps.v1.ReplicaSet', generation: true, subresources: ['scale', 'status'],
  },
  {
    default: defaultReplicaSet,
    prepareForCreate: (created) => ({ ...created, status: { replicas: 0 } }),
    prepareForUpdate: (changed, old) => ({ ...changed, ...(old.status === undefined ? {} : { status: old.status }) }),
    validate: ({ spec }) => validateReplicaSetSpec(spec),
    validateUpdate: ({ spec }, old) => [...validateReplicaSetSpec(spec), ...validateImmutableSelector(spec.selector, old.spec.selector, 'spec.selector')],
    validateStatusUpdate: ({ status = { replicas: 0 } }) => [
      ...validateCounts(status, counts, ['fullyLabeledReplicas', 'readyReplicas', 'availableReplicas'], 'readyReplicas'),
      ...validateNonnegative(status.observedGeneration, 'status.observedGeneration'),
    ],
    warnings: ({ metadata, spec }, old) => {
      if (old !== undefined && isEqual(spec, old.spec)) return []
      const name = old === undefined ? hostnameWarnings(metadata.name, 'Pod names and hostnames') : []
      return [...name, ...podSpecWarnings(spec.template.spec, spec.template.metadata.annotations, 'spec.template.')]
    },
  },
)
