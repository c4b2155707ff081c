import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { hasLateLabels, validateGeneratedSelector, validateJobSelector, withGeneratedSelector } from './job-selector'
import type { Job } from './v1.generated'

const job = (spec: object = {}, labels?: object): Job =>
  ({ metadata: { name: 'a', uid: 'u', ...(labels === undefined ? {} : { labels }) }, spec: { template: { metadata: {}, spec: {} }, ...spec } }) as unknown as Job
const generated = { 'controller-uid': 'u', 'job-name': 'a', 'batch.kubernetes.io/controller-uid': 'u', 'batch.kubernetes.io/job-name': 'a' }

describe('a Job', () => {
  it('makes its selector and its Pods\' labels, and takes them when it has none', () => {
    const made = withGeneratedSelector(job())
    expect(made.spec.selector).toEqual({ matchLabels: { 'batch.kubernetes.io/controller-uid': 'u' } })
    expect(made.spec.template.metadata.labels).toEqual(generated)
    expect(made.metadata.labels).toEqual(generated)
    expect(hasLateLabels(made)).toBe(true)
    expect(validateGeneratedSelector(made)).toEqual([])
  })
  it('keeps labels of its own', () => {
    expect(withGeneratedSelector(job({}, { app: 'x' })).metadata.labels).toEqual({ app: 'x' })
  })
  it('leaves a manual selector alone', () => {
    const manual = job({ manualSelector: true, selector: { matchLabels: { app: 'x' } } })
    expect(withGeneratedSelector(manual)).toBe(manual)
    expect(validateJobSelector(manual).map(formatFieldError)).toEqual(['spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`'])
  })
  it('refuses a selector that it would not have made', () => {
    const wrong = withGeneratedSelector(job({ selector: { matchLabels: { app: 'x' } } }))
    expect(validateGeneratedSelector(wrong).map(formatFieldError)).toEqual([
      'spec.selector: Invalid value: {"matchLabels":{"app":"x","batch.kubernetes.io/controller-uid":"u"}}: `selector` not auto-generated',
    ])
  })
})
