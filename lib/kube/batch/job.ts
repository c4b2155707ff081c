import { defaultPodTemplate } from '@/lib/kube/core/pod-template'
import { hostnameWarnings, podSpecWarnings } from '@/lib/kube/core/pod-warnings'
import { defineKind } from '@/lib/kube/define-kind'
import { isEqual } from '@/lib/kube/equality'
import { invalid, type FieldError } from '@/lib/kube/field-error'
import type { KindDefinition } from '@/lib/kube/kind'
import { validateDns1123Label, validateDns1123Subdomain } from '@/lib/kube/names'
import type { KubeObject } from '@/lib/kube/object'
import { validateObjectMeta } from '@/lib/kube/object-meta'
import { hasLateLabels, validateGeneratedSelector, validateJobSelector, withGeneratedSelector } from './job-selector'
import { validateJobSpec } from './job-spec'
import { validateJobStatusUpdate } from './job-status'
import { validateJobSpecUpdate } from './job-update'
import type { Job, JobSpec, PodFailurePolicy } from './v1.generated'
import { addresses } from '../rare/addresses'

const usualBackoffLimit = 6
const maxInt32 = 2147483647

/** The pattern's status is True when left out (SetDefaults_PodFailurePolicyOnPodConditionsPattern). */
function defaultFailurePolicy(policy: PodFailurePolicy): PodFailurePolicy {
  const rules = policy.rules as PodFailurePolicy['rules'] | undefined
  if (rules === undefined) return policy
  const complete = rules.map((rule) => {
    const patterns = rule.onPodConditions?.map((pattern) => ({ ...pattern, status: (pattern.status ?? '') === '' ? 'True' : (pattern.status ?? '') }))
    return patterns === undefined ? rule : { ...rule, onPodConditions: patterns }
  })
  return { ...policy, rules: complete }
}

/** What is completed in a Job and in a CronJob's template alike. */
export function defaultJobTemplateSpec(spec: JobSpec): JobSpec {
  const policy = spec.podFailurePolicy
  return { ...spec, ...(policy === undefined ? {} : { podFailurePolicy: defaultFailurePolicy(policy) }), template: defaultPodTemplate(spec.template) }
}

/** SetDefaults_Job (pkg/apis/batch/v1/defaults.go). A Job without labels has those of its Pods. */
function defaultJob(job: Job): Job {
  const spec = defaultJobTemplateSpec(job.spec)
  const labels = spec.template.metadata.labels
  const isUnlabelled = Object.keys(job.metadata.labels ?? {}).length === 0 && labels !== undefined
  return { ...job, ...(isUnlabelled ? { metadata: { ...job.metadata, labels } } : {}), spec: { ...spec, ...defaultCounts(spec), ...defaultModes(spec) } }
}

function defaultCounts({ completions, parallelism, backoffLimit, backoffLimitPerIndex }: JobSpec): Partial<JobSpec> {
  const single = completions === undefined && parallelism === undefined ? { completions: 1 } : {}
  return { ...single, parallelism: parallelism ?? 1, backoffLimit: backoffLimit ?? (backoffLimitPerIndex === undefined ? usualBackoffLimit : maxInt32) }
}

function defaultModes({ completionMode, suspend, manualSelector, podReplacementPolicy, podFailurePolicy }: JobSpec): Partial<JobSpec> {
  return {
    completionMode: completionMode ?? 'NonIndexed',
    suspend: suspend ?? false,
    manualSelector: manualSelector ?? false,
    podReplacementPolicy: podReplacementPolicy ?? (podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed'),
  }
}

/** What follows the errors of metadata (ValidateJob). An indexed Job's name becomes part of its Pods' host names. */
function validateJob(job: Job): FieldError[] {
  const { completionMode, completions = 0 } = job.spec
  const name = (job.metadata.name as string | undefined) ?? ''
  const hostname = `${name}-${String(completions - 1)}`
  const isTooLong = completionMode === 'Indexed' && completions > 0 && validateDns1123Label(hostname).length > 0
  return [
    ...validateGeneratedSelector(job),
    ...validateJobSpec(job.spec, 'spec'),
    ...validateJobSelector(job),
    ...(isTooLong ? [invalid('metadata.name', name, `will not able to create pod with invalid DNS label: ${hostname}`)] : []),
  ]
}

const definition = defineKind<Job>(
  addresses.job,
  {
    default: defaultJob,
    prepareForCreate: (created) => withGeneratedSelector({ ...created, status: {} }),
    prepareForUpdate: (changed, old) => ({ ...changed, ...(old.status === undefined ? {} : { status: old.status }) }),
    validate: validateJob,
    validateUpdate: (changed, old) => [...validateJobSpec(changed.spec, 'spec'), ...validateJobSelector(changed), ...validateJobSpecUpdate(changed, old)],
    validateStatusUpdate: validateJobStatusUpdate,
    warnings: ({ metadata, spec }, old) => {
      if (old !== undefined && isEqual(spec, old.spec)) return []
      const name = old === undefined ? hostnameWarnings(metadata.name, 'Pod names and hostnames') : []
      return [...name, ...podSpecWarnings(spec.template.spec, spec.template.metadata.annotations, 'spec.template.')]
    },
  },
)

function withoutLabels(object: KubeObject): KubeObject {
  const { labels: _late, ...metadata } = object.metadata
  return { ...object, metadata }
}

/** The kind Job (pkg/registry/batch/job strategy). A change is checked as a new Job and then as a change, so that most errors come twice. */
export const job: KindDefinition = {
  ...definition,
  validate: (created) => definition.validate(hasLateLabels(created as Job) ? withoutLabels(created) : created),
  validateUpdate: (changed, old) => [
    ...validateObjectMeta(changed.metadata, true, validateDns1123Subdomain),
    ...validateJob(changed as Job),
    ...definition.validateUpdate(changed, old),
  ],
}
