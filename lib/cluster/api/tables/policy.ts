import type { NetworkPolicy } from '@/lib/kube/networking/v1.generated'
import type { PodDisruptionBudget } from '@/lib/kube/policy/v1.generated'
import { ageOf } from './age'
import { labelSelectorText } from './labels-text'
import { printer } from './printer'

export const disruptionBudgetPrinter = printer<PodDisruptionBudget>(
  [{ name: 'Name' }, { name: 'Min Available' }, { name: 'Max Unavailable' }, { name: 'Allowed Disruptions', type: 'integer' }, { name: 'Age' }],
  ({ metadata, spec, status }, time) => [
    metadata.name,
    spec.minAvailable === undefined ? 'N/A' : String(spec.minAvailable),
    spec.maxUnavailable === undefined ? 'N/A' : String(spec.maxUnavailable),
    status?.disruptionsAllowed ?? 0,
    ageOf(metadata.creationTimestamp, time),
  ],
)

export const networkPolicyPrinter = printer<NetworkPolicy>([{ name: 'Name' }, { name: 'Pod-Selector' }, { name: 'Age' }], ({ metadata, spec }, time) => [
  metadata.name,
  labelSelectorText(spec.podSelector),
  ageOf(metadata.creationTimestamp, time),
])
