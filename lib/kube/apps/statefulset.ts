import { defaultPodTemplate } from '@/lib/kube/core/pod-template'
import { hostnameWarnings, podSpecWarnings } from '@/lib/kube/core/pod-warnings'
import type { PersistentVolumeClaim } from '@/lib/kube/core/v1.generated'
import { defaultClaimTemplate } from '@/lib/kube/core/volume-defaults'
import { defineKind } from '@/lib/kube/define-kind'
import type { Draft } from '@/lib/kube/draft'
import { isEqual } from '@/lib/kube/equality'
import { forbidden, invalids, type FieldError } from '@/lib/kube/field-error'
import { goQuote } from '@/lib/kube/go-format'
import type { Quantity } from '@/lib/kube/meta/v1.generated'
import { validateDns1123Label } from '@/lib/kube/names'
import { isFractional } from '@/lib/kube/quantity'
import { validateNonnegative } from '@/lib/kube/nonnegative'
import { validateClaimTemplates, validateStatefulSetSpec } from './statefulset-spec'
import { validateCollisionCount, validateCounts } from './status-counts'
import type { StatefulSet, StatefulSetSpec, StatefulSetUpdateStrategy } from './v1.generated'
import { addresses } from '../rare/addresses'

const revisionHistoryLimit = 10

function defaultStrategy(strategy: Draft<StatefulSetUpdateStrategy>): StatefulSetUpdateStrategy {
  const type = (strategy.type ?? '') === '' ? 'RollingUpdate' : strategy.type
  const rolling = strategy.rollingUpdate
  if (type !== 'RollingUpdate') return { ...strategy, type } as StatefulSetUpdateStrategy
  return { type, rollingUpdate: { ...rolling, partition: rolling?.partition ?? 0 } }
}

/** A claim template is stored as a claim that nobody has bound yet. */
function defaultClaim(claim: PersistentVolumeClaim): PersistentVolumeClaim {
  return { ...defaultClaimTemplate(claim), apiVersion: 'v1', kind: 'PersistentVolumeClaim', status: { phase: 'Pending' } }
}

/** SetDefaults_StatefulSet (pkg/apis/apps/v1/defaults.go). */
function defaultStatefulSet(statefulSet: StatefulSet): StatefulSet {
  const spec: StatefulSetSpec = statefulSet.spec
  const { whenDeleted = 'Retain', whenScaled = 'Retain' } = spec.persistentVolumeClaimRetentionPolicy ?? {}
  return {
    ...statefulSet,
    spec: {
      ...spec,
      replicas: spec.replicas ?? 1,
      serviceName: spec.serviceName ?? '',
      podManagementPolicy: spec.podManagementPolicy ?? 'OrderedReady',
      updateStrategy: defaultStrategy(spec.updateStrategy ?? {}),
      revisionHistoryLimit: spec.revisionHistoryLimit ?? revisionHistoryLimit,
      persistentVolumeClaimRetentionPolicy: { whenDeleted, whenScaled },
      template: defaultPodTemplate(spec.template),
      ...(spec.volumeClaimTemplates === undefined ? {} : { volumeClaimTemplates: spec.volumeClaimTemplates.map(defaultClaim) }),
    },
  }
}

function validateNewStatefulSet({ spec }: StatefulSet): FieldError[] {
  const serviceName = spec.serviceName ?? ''
  return [
    ...validateStatefulSetSpec(spec, validateClaimTemplates(spec.volumeClaimTemplates, 'spec.volumeClaimTemplates')),
    ...(serviceName === '' ? [] : invalids('spec.serviceName', serviceName, validateDns1123Label(serviceName))),
  ]
}

const changeable = ['replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy', 'minReadySeconds'] as const
const forbiddenChange =
  "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"

function validateSpecUpdate(spec: StatefulSetSpec, old: StatefulSetSpec): FieldError[] {
  const fixed = (one: StatefulSetSpec): object => Object.fromEntries(Object.entries(one).filter(([name]) => !changeable.some((field) => field === name)))
  return isEqual(fixed(spec), fixed(old)) ? [] : [forbidden('spec', forbiddenChange)]
}

function storageWarnings(size: Quantity | undefined, at: string): string[] {
  return size !== undefined && isFractional(size) ? [`${at}: fractional byte value ${goQuote(String(size))} is invalid, must be an integer`] : []
}

const counts = ['replicas', 'readyReplicas', 'currentReplicas', 'updatedReplicas', 'availableReplicas'] as const

/** The kind StatefulSet (pkg/registry/apps/statefulset strategy). */
export const statefulSet = defineKind<StatefulSet>(
  addresses.statefulSet,
  {
    default: defaultStatefulSet,
    prepareForCreate: (created) => ({ ...created, status: { replicas: 0, availableReplicas: 0 } }),
    prepareForUpdate: (changed, old) => ({ ...changed, ...(old.status === undefined ? {} : { status: old.status }) }),
    nameRule: validateDns1123Label,
    validate: validateNewStatefulSet,
    validateUpdate: ({ spec }, old) => [...validateStatefulSetSpec(spec), ...validateSpecUpdate(spec, old.spec)],
    validateStatusUpdate: ({ status = { replicas: 0 } }, old) => [
      ...validateCounts(status, counts, ['readyReplicas', 'currentReplicas', 'updatedReplicas', 'availableReplicas'], 'status.readyReplicas'),
      ...validateNonnegative(status.observedGeneration, 'status.observedGeneration'),
      ...validateCollisionCount(status.collisionCount, old.status?.collisionCount),
    ],
    warnings: ({ metadata, spec }, old) => {
      if (old !== undefined && isEqual(spec, old.spec)) return []
      const name = old === undefined ? hostnameWarnings(metadata.name, 'Pod names and hostnames') : []
      const claims = (spec.volumeClaimTemplates ?? []).flatMap((claim, index) => storageWarnings(claim.spec.resources?.requests?.['storage'], `spec.volumeClaimTemplates[${String(index)}].resources.requests[storage]`))
      return [...name, ...podSpecWarnings(spec.template.spec, spec.template.metadata.annotations, 'spec.template.'), ...claims]
    },
  },
)
