import { expect, it } from 'vitest'
import { defaultPodTemplate } from '@/lib/kube/core/pod-template'
import type { PodTemplateSpec } from '@/lib/kube/core/v1.generated'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateJobSpec } from './job-spec'

const template = (restartPolicy: string): PodTemplateSpec =>
  defaultPodTemplate({ metadata: {}, spec: { restartPolicy, containers: [{ name: 'work', image: 'busybox', resources: {} }] } } as unknown as PodTemplateSpec)

it.each([
  ['a right one', {}, []],
  ['Pods that restart for ever', { template: template('Always') }, ['j.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"']],
  ['unknown mode', { completionMode: 'indexed' }, ['j.completionMode: Unsupported value: "indexed": supported values: "NonIndexed", "Indexed"']],
  ['indexed without end', { completionMode: 'Indexed' }, ['j.completions: Required value: when completion mode is Indexed']],
  ['a limit per index without indexes', { backoffLimitPerIndex: 1 }, ['j.backoffLimitPerIndex: Invalid value: 1: requires indexed completion mode']],
  ['too many at once', { completionMode: 'Indexed', completions: 1, parallelism: 100_001 }, ['j.parallelism: Invalid value: 100001: must be less than or equal to 100000 when completion mode is Indexed']],
  ['managed by a word', { managedBy: 'acme' }, ['j.managedBy: Invalid value: "acme": must be a domain-prefixed path (such as "acme.io/foo")']],
  ['success of what has no indexes', { successPolicy: { rules: [{ succeededCount: 1 }] } }, ['j.successPolicy: Invalid value: {"Rules":[{"SucceededIndexes":null,"SucceededCount":1}]}: requires indexed completion mode']],
  [
    'a failure policy beside restarts', { template: template('OnFailure'), podFailurePolicy: { rules: [] }, podReplacementPolicy: 'TerminatingOrFailed' },
    ['j.podReplacementPolicy: Unsupported value: "TerminatingOrFailed": supported values: "Failed"', 'j.template.spec.restartPolicy: Invalid value: "OnFailure": only "Never" is supported when podFailurePolicy is specified'],
  ],
])('%s', (_, change, lines) => {
  expect(validateJobSpec({ template: template('Never'), ...change }, 'j').map(formatFieldError)).toEqual(lines)
})
