import type { Deployment } from '@/lib/kube/apps/v1.generated'
import { formatSelector, matchesSelector } from '@/lib/kube/labels'
import type { Expectation } from '../exercise'
import { deploymentOf } from '../observe'
import { placeOf } from '../place-of'
import type { Trial } from '../trial'

interface OwnSelectorWanted {
  readonly deployment: string
  readonly label: string
  readonly value: string
  readonly needs: readonly string[]
}

/** Whether a Deployment's selector would also find its Pods if a label of theirs had another value. */
export function wouldFindWith(trial: Trial, deployment: string, label: string, value: string): boolean {
  const spec = deploymentOf(trial.end, deployment)?.spec
  return spec !== undefined && matchesSelector(spec.selector, { ...labelsOf(spec), [label]: value })
}

function labelsOf(spec: Deployment['spec'] | undefined): Readonly<Record<string, string>> {
  return spec?.template.metadata.labels ?? {}
}

/** A Deployment's selector asks for one label's value, however it says so: it fits no Pod that has another value, or none. */
export function ownSelector({ deployment, label, value, needs }: OwnSelectorWanted): Expectation {
  return {
    id: `selector-${deployment}`,
    title: `${deployment} selects ${label}: ${value}`,
    needs,
    check: (trial) => {
      const spec = deploymentOf(trial.end, deployment)?.spec
      const { [label]: own, ...others } = labelsOf(spec)
      const asks = own === value && !matchesSelector(spec?.selector, others) && !matchesSelector(spec?.selector, { ...others, [label]: `not-${value}` }) && !matchesSelector(spec?.selector, { ...others, [label]: 'stable' })
      const observed = formatSelector(spec?.selector)
      if (asks) return { met: true, message: `${deployment} selects ${observed}.`, observed }
      return { met: false, message: `The selector of ${deployment} is ${observed}: ${own === value ? `it also fits Pods that lack ${label}: ${value}` : `it does not ask for ${label}: ${value}`}.`, wanted: `${label}=${value} in it`, observed, ...placeOf(trial, 'Deployment', deployment, 'spec.selector') }
    },
  }
}
