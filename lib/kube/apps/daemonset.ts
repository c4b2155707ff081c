import { defaultPodTemplate } from '@/lib/kube/core/pod-template'
import { podSpecWarnings } from '@/lib/kube/core/pod-warnings'
import { defineKind } from '@/lib/kube/define-kind'
import type { Draft } from '@/lib/kube/draft'
import { isEqual } from '@/lib/kube/equality'
import { invalid, notSupported, required, type FieldError } from '@/lib/kube/field-error'
import { internalJson } from '@/lib/kube/internal-json'
import { isEmptySelector, isUnusableSelector, validateLabelSelector } from '@/lib/kube/labels'
import type { LabelSelector } from '@/lib/kube/meta/v1.generated'
import { validateNonnegative } from '@/lib/kube/nonnegative'
import { selectorJson, validateImmutableSelector } from '@/lib/kube/selector-json'
import { validateRestartingTemplate, validateTemplateLabels } from './pod-selector'
import { validateRollingDaemonSet } from './rolling-update'
import { validateCollisionCount } from './status-counts'
import type { DaemonSet, DaemonSetSpec, DaemonSetUpdateStrategy } from './v1.generated'
import { addresses } from '../rare/addresses'

const revisionHistoryLimit = 10
const strategies = ['RollingUpdate', 'OnDelete']
/** Where the API keeps the number of the template, a field of old. */
const templateGeneration = 'deprecated.daemonset.template.generation'

function defaultStrategy(strategy: Draft<DaemonSetUpdateStrategy>): DaemonSetUpdateStrategy {
  const type = (strategy.type ?? '') === '' ? 'RollingUpdate' : strategy.type
  if (type !== 'RollingUpdate') return { ...strategy, type } as DaemonSetUpdateStrategy
  const { maxUnavailable = 1, maxSurge = 0 } = strategy.rollingUpdate ?? {}
  return { type, rollingUpdate: { maxUnavailable, maxSurge } }
}

/** SetDefaults_DaemonSet (pkg/apis/apps/v1/defaults.go). The number of the template is an annotation of every DaemonSet as v1 shows it (conversion.go): its writer owns it. */
function defaultDaemonSet(daemonSet: DaemonSet): DaemonSet {
  const spec = daemonSet.spec
  return {
    ...withTemplateGeneration(daemonSet, daemonSet.metadata.annotations?.[templateGeneration] ?? '0'),
    spec: {
      ...spec,
      updateStrategy: defaultStrategy(spec.updateStrategy ?? {}),
      revisionHistoryLimit: spec.revisionHistoryLimit ?? revisionHistoryLimit,
      template: defaultPodTemplate(spec.template),
    },
  }
}

function validateStrategy(strategy: DaemonSetUpdateStrategy, path: string): FieldError[] {
  const type = strategy.type ?? ''
  if (!strategies.includes(type)) return [notSupported(path, internalJson('DaemonSetUpdateStrategy', { ...strategy }), strategies)]
  if (type === 'OnDelete') return []
  return strategy.rollingUpdate === undefined ? [required(`${path}.rollingUpdate`)] : validateRollingDaemonSet(strategy.rollingUpdate, `${path}.rollingUpdate`)
}

function validateDaemonSetSpec(spec: DaemonSetSpec): FieldError[] {
  const selector = spec.selector as LabelSelector | undefined
  const isUsable = selector === undefined || !isUnusableSelector(selector)
  const isEmpty = selector !== undefined && isEmptySelector(selector)
  return [
    ...validateLabelSelector(selector, 'spec.selector'),
    ...(isUsable ? validateTemplateLabels(selector, spec.template, 'spec.template') : []),
    ...(isEmpty ? [invalid('spec.selector', selectorJson(selector), 'empty selector is invalid for daemonset')] : []),
    ...validateRestartingTemplate(spec.template, 'DaemonSet', 'spec.template'),
    ...validateNonnegative(spec.minReadySeconds, 'spec.minReadySeconds'),
    ...validateStrategy(spec.updateStrategy ?? {}, 'spec.updateStrategy'),
    ...validateNonnegative(spec.revisionHistoryLimit, 'spec.revisionHistoryLimit'),
  ]
}

function withTemplateGeneration(daemonSet: DaemonSet, generation: string): DaemonSet {
  const { metadata } = daemonSet
  return { ...daemonSet, metadata: { ...metadata, annotations: { ...metadata.annotations, [templateGeneration]: generation } } }
}

function prepareForUpdate(changed: DaemonSet, old: DaemonSet): DaemonSet {
  const before = Number(old.metadata.annotations?.[templateGeneration] ?? '1')
  const generation = isEqual(changed.spec.template, old.spec.template) ? before : before + 1
  return withTemplateGeneration({ ...changed, ...(old.status === undefined ? {} : { status: old.status }) }, String(generation))
}

const counts = [
  'currentNumberScheduled', 'numberMisscheduled', 'desiredNumberScheduled', 'numberReady', 'observedGeneration', 'updatedNumberScheduled', 'numberAvailable',
  'numberUnavailable',
] as const

/** The kind DaemonSet (pkg/registry/apps/daemonset strategy). */
export const daemonSet = defineKind<DaemonSet>(
  addresses.daemonSet,
  {
    default: defaultDaemonSet,
    prepareForCreate: (created) => ({
      ...withTemplateGeneration(created, String(Math.max(1, Number(created.metadata.annotations?.[templateGeneration] ?? '1')))),
      status: { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 },
    }),
    prepareForUpdate,
    validate: ({ spec }) => validateDaemonSetSpec(spec),
    validateUpdate: ({ spec }, old) => [...validateImmutableSelector(spec.selector, old.spec.selector, 'spec.selector'), ...validateDaemonSetSpec(spec)],
    validateStatusUpdate: ({ status }, old) => [
      ...counts.flatMap((name) => validateNonnegative(status?.[name], `status.${name}`)),
      ...validateCollisionCount(status?.collisionCount, old.status?.collisionCount),
    ],
    warnings: ({ spec }, old) =>
      old !== undefined && isEqual(spec.template, old.spec.template) ? [] : podSpecWarnings(spec.template.spec, spec.template.metadata.annotations, 'spec.template.'),
  },
)
