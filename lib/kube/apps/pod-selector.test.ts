import { describe, expect, it } from 'vitest'
import type { PodTemplateSpec } from '@/lib/kube/core/v1.generated'
import { formatFieldError } from '@/lib/kube/field-error'
import { validatePodSelector, validateReplicated, validateRestarting, validateTemplateLabels } from './pod-selector'

const template = (spec: object = {}): PodTemplateSpec => ({ metadata: { labels: { app: 'web' } }, spec: { restartPolicy: 'Always', ...spec } }) as unknown as PodTemplateSpec

describe('selector', () => {
  it.each([
    ['of a label', { matchLabels: { app: 'web' } }, []],
    ['none', undefined, ['s: Required value']],
    ['empty', {}, ['s: Invalid value: {}: empty selector is invalid for deployment']],
  ])('%s', (_, selector, lines) => {
    expect(validatePodSelector(selector, 'deployment', 's').map(formatFieldError)).toEqual(lines)
  })

  it.each([
    ['finds the template', { matchLabels: { app: 'web' } }, []],
    ['misses it', { matchLabels: { app: 'api' } }, ['t.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`']],
    ['is missing', undefined, ['t.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`']],
    ['is empty: said elsewhere', {}, []],
  ])('that %s', (_, selector, lines) => {
    expect(validateTemplateLabels(selector, template(), 't').map(formatFieldError)).toEqual(lines)
  })

  it('that can not be used hides the template', () => {
    const fields = validateReplicated({ matchLabels: { app: 'a b' } }, template(), 'spec').map(({ field }) => field)
    expect(fields).toEqual(['spec.selector.matchLabels', 'spec.selector'])
  })
})

it('keeps Pods that end out of controllers that restart them', () => {
  expect(validateRestarting(template({ restartPolicy: 'Never', activeDeadlineSeconds: 5 }), 'ReplicaSet', 't').map(formatFieldError)).toEqual([
    't.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"', 't.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in ReplicaSet is not Supported',
  ])
})
