import type { Expectation } from '../exercise'
import { podsOf } from '../observe'
import { placeOf } from '../place-of'
import { labelsText } from './words'

/** Every Pod of a Deployment carries these labels, whatever others it has. */
export function podsCarry(deployment: string, labels: Readonly<Record<string, string>>): Expectation {
  return {
    id: `labels-${deployment}`,
    title: `The Pods of ${deployment} carry ${labelsText(labels)}`,
    needs: [`deployment-${deployment}`],
    check: (trial) => {
      const pods = podsOf(trial.end, deployment)
      const other = pods.find((pod) => Object.entries(labels).some(([key, value]) => pod.metadata.labels?.[key] !== value))
      if (other === undefined && pods.length > 0) return { met: true, message: `They carry ${labelsText(labels)}.` }
      const observed = other === undefined ? `no Pod of ${deployment}` : labelsText(Object.fromEntries(Object.entries(other.metadata.labels ?? {}).filter(([key]) => key !== 'pod-template-hash')))
      return { met: false, message: other === undefined ? `${deployment} has no Pod.` : `${other.metadata.name} carries ${observed}.`, wanted: labelsText(labels), observed, ...placeOf(trial, 'Deployment', deployment, 'spec.template.metadata.labels') }
    },
  }
}
