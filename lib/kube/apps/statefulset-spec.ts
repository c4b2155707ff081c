import { validateClaimSpec } from '@/lib/kube/core/volume-claim-template'
import type { PersistentVolumeClaim } from '@/lib/kube/core/v1.generated'
import { isBlank } from '@/lib/kube/draft'
import { invalid, notSupported, required, type FieldError } from '@/lib/kube/field-error'
import { internalJson } from '@/lib/kube/internal-json'
import { isUnusableSelector } from '@/lib/kube/labels'
import type { LabelSelector } from '@/lib/kube/meta/v1.generated'
import { validateNonnegative } from '@/lib/kube/nonnegative'
import { selectorJson } from '@/lib/kube/selector-json'
import { validatePodSelector, validateRestarting, validateTemplateLabels } from './pod-selector'
import { validateRollingStatefulSet } from './rolling-update'
import type { StatefulSetSpec, StatefulSetUpdateStrategy } from './v1.generated'
import { validateStatefulTemplate } from './statefulset-template'

const retentions = ['Retain', 'Delete']

/** Everything wrong with a StatefulSet's spec (ValidateStatefulSetSpec); `claimErrors` are those of its claim templates, which only a new one is checked for. */
export function validateStatefulSetSpec(spec: StatefulSetSpec, claimErrors: readonly FieldError[] = []): FieldError[] {
  const { whenDeleted = '', whenScaled = '' } = spec.persistentVolumeClaimRetentionPolicy ?? {}
  const retention = (value: string, at: string): FieldError[] => (retentions.includes(value) ? [] : [notSupported(`spec.persistentVolumeClaimRetentionPolicy.${at}`, value, retentions)])
  return [
    ...validatePolicy(spec.podManagementPolicy ?? ''),
    ...validateStrategy(spec.updateStrategy ?? {}, 'spec.updateStrategy'),
    ...retention(whenDeleted, 'whenDeleted'),
    ...retention(whenScaled, 'whenScaled'),
    ...validateNonnegative(spec.replicas, 'spec.replicas'),
    ...validateNonnegative(spec.minReadySeconds, 'spec.minReadySeconds'),
    ...validateNonnegative(spec.ordinals?.start, 'spec.ordinals.start'),
    ...claimErrors,
    ...validateSelected(spec),
    ...validateRestarting(spec.template, 'StatefulSet', 'spec.template'),
  ]
}

function validatePolicy(policy: string): FieldError[] {
  if (policy === '') return [required('spec.podManagementPolicy')]
  return policy === 'OrderedReady' || policy === 'Parallel' ? [] : [invalid('spec.podManagementPolicy', policy, "must be 'OrderedReady' or 'Parallel'")]
}

function validateStrategy(strategy: StatefulSetUpdateStrategy, path: string): FieldError[] {
  const rolling = strategy.rollingUpdate
  if (isBlank(strategy.type)) return [required(path)]
  switch (strategy.type) {
    case 'OnDelete': {
      const shown = rolling && internalJson('RollingUpdateStatefulSetStrategy', { ...rolling })
      return rolling === undefined ? [] : [invalid(`${path}.rollingUpdate`, shown, "only allowed for updateStrategy 'RollingUpdate'")]
    }
    case 'RollingUpdate':
      return rolling === undefined ? [] : validateRollingStatefulSet(rolling, `${path}.rollingUpdate`)
    default:
      return [invalid(path, internalJson('StatefulSetUpdateStrategy', { ...(strategy as object) }), "must be 'RollingUpdate' or 'OnDelete'")]
  }
}

/** Everything wrong with the claims of a new StatefulSet. */
export function validateClaimTemplates(claims: readonly PersistentVolumeClaim[] = [], path: string): FieldError[] {
  return claims.flatMap((claim, index) => validateClaimSpec(claim.spec, `${path}[${String(index)}].spec`))
}

function validateSelected(spec: StatefulSetSpec): FieldError[] {
  const selector = spec.selector as LabelSelector | undefined
  const errors = validatePodSelector(selector, 'statefulset', 'spec.selector')
  if (selector !== undefined && isUnusableSelector(selector)) return [...errors, invalid('spec.selector', selectorJson(selector), '')]
  const claimNames = (spec.volumeClaimTemplates ?? []).map(({ metadata }) => (metadata.name as string | undefined) ?? '')
  return [...errors, ...validateTemplateLabels(selector, spec.template, 'spec.template'), ...validateStatefulTemplate(spec.template, claimNames, 'spec.template')]
}
