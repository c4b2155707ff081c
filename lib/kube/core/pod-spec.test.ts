import { describe, expect, it } from 'vitest'
import type { Draft } from '@/lib/kube/draft'
import { formatFieldError } from '@/lib/kube/field-error'
import { validatePodSpec } from './pod-spec'
import { defaultPodSpec } from './pod-spec-defaults'
import type { PodSpec } from './v1.generated'

function complete(spec: object): Draft<PodSpec> {
  return defaultPodSpec({ containers: [{ name: 'web', image: 'nginx:1.27', resources: {} }], ...spec } as unknown as PodSpec)
}

describe('spec of a Pod', () => {
  it.each([
    ['a minimal one', {}, []],
    ['no containers', { containers: [] }, ['spec.containers: Required value']],
    ['restart policy', { restartPolicy: 'always' }, ['spec.restartPolicy: Unsupported value: "always": supported values: "Always", "OnFailure", "Never"']],
    ['DNS policy', { dnsPolicy: 'Cluster' }, ['spec.dnsPolicy: Unsupported value: "Cluster": supported values: "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"']],
    ['a deadline of none', { activeDeadlineSeconds: 0 }, ['spec.activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647, inclusive']],
    ['a gate twice', { schedulingGates: [{ name: 'a' }, { name: 'a' }] }, ['spec.schedulingGates[1]: Duplicate value: "a"']],
    ['a claim of nothing', { resourceClaims: [{ name: 'gpu' }] }, ['spec.resourceClaims[0]: Invalid value: {"Name":"gpu","ResourceClaimName":null,"ResourceClaimTemplateName":null}: must specify one of: `resourceClaimName`, `resourceClaimTemplateName`']],
    ['preemption', { preemptionPolicy: 'never' }, ['spec.preemptionPolicy: Unsupported value: "never": supported values: "PreemptLowerPriority", "Never"']],
    ['overhead', { overhead: { cpu: '-1' } }, ['spec.overhead.limits[cpu]: Invalid value: "-1": must be greater than or equal to 0']],
  ])('%s', (_, spec, lines) => {
    expect(validatePodSpec(complete(spec), 'web', 'spec').map(formatFieldError)).toEqual(lines)
  })

  it('reports in the server\'s order: volumes, containers, the rest', () => {
    const spec = complete({ volumes: [{ name: 'A', emptyDir: {} }], hostname: 'a.b', dnsPolicy: 'x' })
    expect(validatePodSpec(spec, 'web', 'spec').map(({ field }) => field)).toEqual(['spec.volumes[0].name', 'spec.dnsPolicy', 'spec.hostname'])
  })

  it('lets a template leave out the ports of the node', () => {
    const spec = complete({ hostNetwork: true, containers: [{ name: 'web', image: 'nginx', resources: {}, ports: [{ containerPort: 80 }] }] })
    expect(validatePodSpec(spec, '', 'spec')).toEqual([])
    expect(validatePodSpec(spec, 'web', 'spec').map(formatFieldError)).toEqual(['spec.containers[0].ports[0].hostPort: Invalid value: 0: must match `containerPort` when `hostNetwork` is true'])
  })
})
