import { defaultPodTemplate } from '@/lib/kube/core/pod-template'
import { hostnameWarnings, podSpecWarnings } from '@/lib/kube/core/pod-warnings'
import { defineKind } from '@/lib/kube/define-kind'
import type { Draft } from '@/lib/kube/draft'
import { isEqual } from '@/lib/kube/equality'
import { forbidden, invalid, notSupported, required, type FieldError } from '@/lib/kube/field-error'
import { internalJson } from '@/lib/kube/internal-json'
import { validateNonnegative } from '@/lib/kube/nonnegative'
import { validateImmutableSelector } from '@/lib/kube/selector-json'
import { validateReplicated } from './pod-selector'
import { validateRollingDeployment } from './rolling-update'
import { validateCounts, validateCollisionCount } from './status-counts'
import type { Deployment, DeploymentSpec, DeploymentStrategy } from './v1.generated'

const replicas = 1
const revisionHistoryLimit = 10
const progressDeadlineSeconds = 600
const share = '25%'
const strategies = ['Recreate', 'RollingUpdate']

function defaultStrategy(strategy: Draft<DeploymentStrategy>): DeploymentStrategy {
  const type = (strategy.type ?? '') === '' ? 'RollingUpdate' : strategy.type
  if (type !== 'RollingUpdate') return { ...strategy, type } as DeploymentStrategy
  const { maxUnavailable = share, maxSurge = share } = strategy.rollingUpdate ?? {}
  return { type, rollingUpdate: { maxUnavailable, maxSurge } }
}

/** SetDefaults_Deployment (pkg/apis/apps/v1/defaults.go). */
function defaultDeployment(deployment: Deployment): Deployment {
  const spec: Draft<DeploymentSpec> = deployment.spec
  return {
    ...deployment,
    spec: {
      ...deployment.spec,
      replicas: spec.replicas ?? replicas,
      strategy: defaultStrategy(spec.strategy ?? {}),
      revisionHistoryLimit: spec.revisionHistoryLimit ?? revisionHistoryLimit,
      progressDeadlineSeconds: spec.progressDeadlineSeconds ?? progressDeadlineSeconds,
      template: defaultPodTemplate(deployment.spec.template),
    },
  }
}

function validateStrategy(strategy: DeploymentStrategy, path: string): FieldError[] {
  const rolling = strategy.rollingUpdate
  if (!strategies.includes(strategy.type)) return [notSupported(path, internalJson('DeploymentStrategy', { ...strategy }), strategies)]
  if (strategy.type === 'Recreate') return rolling === undefined ? [] : [forbidden(`${path}.rollingUpdate`, "may not be specified when strategy `type` is 'Recreate'")]
  return rolling === undefined ? [required(`${path}.rollingUpdate`, 'this should be defaulted and never be nil')] : validateRollingDeployment(rolling, `${path}.rollingUpdate`)
}

function validateDeploymentSpec(spec: DeploymentSpec): FieldError[] {
  const deadline = spec.progressDeadlineSeconds
  const minReadySeconds = spec.minReadySeconds ?? 0
  return [
    ...validateNonnegative(spec.replicas, 'spec.replicas'),
    ...validateReplicated(spec.selector, spec.template, 'spec'),
    ...validateStrategy(spec.strategy, 'spec.strategy'),
    ...validateNonnegative(minReadySeconds, 'spec.minReadySeconds'),
    ...validateNonnegative(spec.revisionHistoryLimit, 'spec.revisionHistoryLimit'),
    ...validateNonnegative(deadline, 'spec.progressDeadlineSeconds'),
    ...(deadline <= minReadySeconds ? [invalid('spec.progressDeadlineSeconds', deadline, 'must be greater than minReadySeconds')] : []),
  ]
}

const counts = ['replicas', 'updatedReplicas', 'readyReplicas', 'availableReplicas', 'unavailableReplicas'] as const

function validateStatusUpdate(deployment: Deployment, old: Deployment): FieldError[] {
  const status = deployment.status ?? {}
  return [
    ...validateNonnegative(status.observedGeneration, 'status.observedGeneration'),
    ...validateCounts(status, counts, ['updatedReplicas', 'readyReplicas', 'availableReplicas'], 'readyReplicas'),
    ...validateCollisionCount(status.collisionCount, old.status?.collisionCount),
  ]
}

/** The kind Deployment (pkg/registry/apps/deployment strategy). */
export const deployment = defineKind<Deployment>(
  {
    group: 'apps', version: 'v1', kind: 'Deployment', resource: 'deployments', shortNames: ['deploy'], categories: ['all'],
    definition: 'io.k8s.api.apps.v1.Deployment', generation: true, subresources: ['scale', 'status'],
  },
  {
    default: defaultDeployment,
    prepareForCreate: (created) => ({ ...created, status: {} }),
    prepareForUpdate: (changed, old) => ({ ...changed, ...(old.status === undefined ? {} : { status: old.status }) }),
    validate: ({ spec }) => validateDeploymentSpec(spec),
    validateUpdate: ({ spec }, old) => [...validateDeploymentSpec(spec), ...validateImmutableSelector(spec.selector, old.spec.selector, 'spec.selector')],
    validateStatusUpdate,
    warnings: ({ metadata, spec }, old) => {
      if (old !== undefined && isEqual(spec, old.spec) && isEqual(metadata.annotations, old.metadata.annotations)) return []
      const name = old === undefined ? hostnameWarnings(metadata.name, 'Pod names and hostnames') : []
      return [...name, ...podSpecWarnings(spec.template.spec, spec.template.metadata.annotations, 'spec.template.')]
    },
  },
)
