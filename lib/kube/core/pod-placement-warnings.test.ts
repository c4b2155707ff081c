import { expect, it } from 'vitest'
import { placementWarnings } from './pod-placement-warnings'

it('names retired labels of nodes and constraints that match nothing', () => {
  const spec = {
    nodeSelector: { 'beta.kubernetes.io/os': 'linux' },
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'beta.kubernetes.io/arch', operator: 'Exists' }] }] } } },
    topologySpreadConstraints: [{ topologyKey: 'kubernetes.io/hostname' }],
  }
  expect(placementWarnings(spec, 'spec')).toEqual([
    'spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead',
    'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].key: beta.kubernetes.io/arch is deprecated since v1.14; use "kubernetes.io/arch" instead',
    'spec.topologySpreadConstraints[0].labelSelector: a null labelSelector results in matching no pod',
  ])
})
