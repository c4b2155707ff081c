import { validatePodTemplate } from '@/lib/kube/core/pod-template'
import { validateChoice } from '@/lib/kube/core/choice'
import type { Draft } from '@/lib/kube/draft'
import { invalid, invalids, notSupported, required, tooLong, type FieldError } from '@/lib/kube/field-error'
import { internalJson } from '@/lib/kube/internal-json'
import { byteLength, validateDns1123Subdomain } from '@/lib/kube/names'
import { validateNonnegative } from '@/lib/kube/nonnegative'
import { validateFailurePolicy } from './job-failure-policy'
import { validateSuccessPolicy } from './job-success-policy'
import type { JobSpec } from './v1.generated'

const numbers = ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished', 'backoffLimitPerIndex', 'maxFailedIndexes'] as const
const completionModes = ['NonIndexed', 'Indexed']
const replacementPolicies = ['Failed', 'TerminatingOrFailed']
const restartPolicies = ['OnFailure', 'Never']
const maxIndexed = 100_000
const maxForManyCompletions = 10_000
const maxManagedByBytes = 63
const indexedOnly = 'requires indexed completion mode'

/** What a Job and a CronJob's template have in common (validateJobSpec). */
export function validateJobSpec(spec: Draft<JobSpec>, path: string): FieldError[] {
  const { maxFailedIndexes, backoffLimitPerIndex, completionMode } = spec
  const needsLimit = maxFailedIndexes !== undefined && backoffLimitPerIndex === undefined
  return [
    ...numbers.flatMap((name) => validateNonnegative(spec[name], `${path}.${name}`)),
    ...(needsLimit ? [required(`${path}.backoffLimitPerIndex`, 'when maxFailedIndexes is specified')] : []),
    ...(spec.managedBy === undefined ? [] : validateManagedBy(spec.managedBy, `${path}.managedBy`)),
    ...validateChoice(completionMode, completionModes, `${path}.completionMode`),
    ...(completionMode === 'Indexed' ? validateIndexed(spec, path) : []),
    ...(completionMode === undefined || completionMode === 'NonIndexed' ? validateNotIndexed(spec, path) : []),
    ...(spec.podFailurePolicy === undefined ? [] : validateFailurePolicy(spec, `${path}.podFailurePolicy`)),
    ...(spec.successPolicy === undefined ? [] : validateSuccess(spec, `${path}.successPolicy`)),
    ...validateReplacement(spec, `${path}.podReplacementPolicy`),
    ...validatePodTemplate(spec.template ?? {}, `${path}.template`),
    ...validateRestartPolicy(spec, `${path}.template.spec.restartPolicy`),
  ]
}

function validateManagedBy(name: string, path: string): FieldError[] {
  return [...validateDomainPath(name, path), ...(byteLength(name) > maxManagedByBytes ? [tooLong(path, maxManagedByBytes)] : [])]
}

/** `acme.io/foo` (IsDomainPrefixedPath). */
function validateDomainPath(name: string, path: string): FieldError[] {
  if (name === '') return [required(path)]
  const slash = name.indexOf('/')
  const domain = name.slice(0, Math.max(slash, 0))
  const rest = name.slice(slash + 1)
  if (domain === '' || rest === '') return [invalid(path, name, 'must be a domain-prefixed path (such as "acme.io/foo")')]
  const isPath = /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(rest)
  const text = "Invalid path (regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')"
  return [...invalids(path, domain, validateDns1123Subdomain(domain)), ...(isPath ? [] : [invalid(path, rest, text)])]
}

function atMost(value: number | undefined, limit: number, path: string, circumstance: string): FieldError[] {
  return value !== undefined && value > limit ? [invalid(path, value, `must be less than or equal to ${String(limit)}${circumstance}`)] : []
}

function validateIndexed(spec: Draft<JobSpec>, path: string): FieldError[] {
  const { completions, parallelism, maxFailedIndexes } = spec
  const isOverCompletions = completions !== undefined && maxFailedIndexes !== undefined && maxFailedIndexes > completions
  return [
    ...(completions === undefined ? [required(`${path}.completions`, 'when completion mode is Indexed')] : []),
    ...atMost(parallelism, maxIndexed, `${path}.parallelism`, ' when completion mode is Indexed'),
    ...(isOverCompletions ? [invalid(`${path}.maxFailedIndexes`, maxFailedIndexes, 'must be less than or equal to completions')] : []),
    ...atMost(maxFailedIndexes, maxIndexed, `${path}.maxFailedIndexes`, ''),
    ...(completions !== undefined && completions > maxIndexed && spec.backoffLimitPerIndex !== undefined ? validateMany(spec, path) : []),
  ]
}

function validateMany({ parallelism, maxFailedIndexes }: Draft<JobSpec>, path: string): FieldError[] {
  const circumstance = ` when completions are above ${String(maxIndexed)} and used with backoff limit per index`
  return [
    ...(maxFailedIndexes === undefined ? [required(`${path}.maxFailedIndexes`, `must be specified when completions is above ${String(maxIndexed)}`)] : []),
    ...atMost(parallelism, maxForManyCompletions, `${path}.parallelism`, circumstance),
    ...atMost(maxFailedIndexes, maxForManyCompletions, `${path}.maxFailedIndexes`, circumstance),
  ]
}

function validateNotIndexed(spec: Draft<JobSpec>, path: string): FieldError[] {
  return (['backoffLimitPerIndex', 'maxFailedIndexes'] as const).flatMap((name) => (spec[name] === undefined ? [] : [invalid(`${path}.${name}`, spec[name], indexedOnly)]))
}

function validateSuccess(spec: Draft<JobSpec>, path: string): FieldError[] {
  if (spec.completionMode === 'Indexed') return validateSuccessPolicy(spec, path)
  return [invalid(path, internalJson('SuccessPolicy', { ...spec.successPolicy }), indexedOnly)]
}

/** With a failure policy, only Pods that have ended for good are replaced. */
function validateReplacement(spec: Draft<JobSpec>, path: string): FieldError[] {
  return validateChoice(spec.podReplacementPolicy, spec.podFailurePolicy === undefined ? replacementPolicies : ['Failed'], path)
}

function validateRestartPolicy(spec: Draft<JobSpec>, path: string): FieldError[] {
  const policy = spec.template?.spec?.restartPolicy ?? ''
  if (policy === '' || policy === 'Always') return [required(path, 'valid values: "OnFailure", "Never"')]
  if (!restartPolicies.includes(policy)) return [notSupported(path, policy, restartPolicies)]
  return spec.podFailurePolicy !== undefined && policy !== 'Never' ? [invalid(path, policy, 'only "Never" is supported when podFailurePolicy is specified')] : []
}
