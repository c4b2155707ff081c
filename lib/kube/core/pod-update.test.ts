import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { defaultPod } from './pod-spec-defaults'
import { validatePodSpecUpdate } from './pod-update'
import type { Pod } from './v1.generated'

const container = { name: 'web', image: 'nginx:1.27', resources: {} }
const pod = (spec: object = {}): Pod => defaultPod({ metadata: { name: 'web' }, spec: { containers: [container], ...spec } } as unknown as Pod)
const fixed = /^spec: Forbidden: pod updates may not change fields other than `spec\.containers\[\*\]\.image`,.*previously negative\)\n@@ /

describe('a change of a Pod', () => {
  it.each([
    ['of nothing', {}, {}],
    ['of an image', { containers: [{ ...container, image: 'nginx:1.28' }] }, {}],
    ['that adds a toleration', { tolerations: [{ operator: 'Exists' }] }, {}],
    ['that shortens the deadline', { activeDeadlineSeconds: 5 }, { activeDeadlineSeconds: 10 }],
    ['that opens a gate', {}, { schedulingGates: [{ name: 'a' }] }],
    ['that narrows where a gated Pod may go', { schedulingGates: [{ name: 'a' }], nodeSelector: { a: '1', b: '2' } }, { schedulingGates: [{ name: 'a' }], nodeSelector: { a: '1' } }],
  ])('%s is let through', (_, now, old) => {
    expect(validatePodSpecUpdate(pod(now), pod(old))).toEqual([])
  })

  it.each([
    ['of a command', { containers: [{ ...container, command: ['sh'] }] }, {}, [expect.stringMatching(fixed)]],
    ['of the node selector', { nodeSelector: { a: '1' } }, {}, [expect.stringMatching(fixed)]],
    ['that adds a container', { containers: [container, { ...container, name: 'b' }] }, {}, ['spec.containers: Forbidden: pod updates may not add or remove containers']],
    ['that lengthens the deadline', { activeDeadlineSeconds: 10 }, { activeDeadlineSeconds: 5 }, ['spec.activeDeadlineSeconds: Invalid value: 10: must be less than or equal to previous value']],
    ['that drops the deadline', {}, { activeDeadlineSeconds: 5 }, ['spec.activeDeadlineSeconds: Invalid value: null: must not update from a positive integer to nil value']],
    ['that adds a gate', { schedulingGates: [{ name: 'a' }] }, {}, ["spec.schedulingGates[0].name: Forbidden: only deletion is allowed, but found new scheduling gate 'a'"]],
    [
      'that moves a gated Pod', { schedulingGates: [{ name: 'a' }], nodeSelector: { a: '2' } }, { schedulingGates: [{ name: 'a' }], nodeSelector: { a: '1' } },
      ['spec.nodeSelector: Invalid value: {"a":"2"}: only additions to spec.nodeSelector are allowed (no mutations or deletions)'],
    ],
  ])('%s is refused', (_, now, old, lines) => {
    expect(validatePodSpecUpdate(pod(now), pod(old)).map(formatFieldError)).toEqual(lines)
  })

  it('shows what was changed', () => {
    const [error] = validatePodSpecUpdate(pod({ hostname: 'b' }), pod({ hostname: 'a' }))
    expect(error?.message).toContain('\n- "Hostname": "a",\n+ "Hostname": "b",\n')
  })
})
