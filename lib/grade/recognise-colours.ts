import type { Mistake } from './exercise'
import { labelsText } from './expect/words'
import { selectedPods } from './expect/endpoints'
import { podsOf, serviceOf } from './observe'
import { placeOf } from './place-of'
import type { Trial } from './trial'

/** The Deployments whose Pods a Service selects, among some. */
export function selectedDeployments(trial: Trial, service: string, among: readonly string[]): string[] {
  const object = serviceOf(trial.end, service)
  const selected = new Set(object === undefined ? [] : selectedPods(trial.end, object).map((pod) => pod.metadata.uid))
  return among.filter((name) => podsOf(trial.end, name).some((pod) => selected.has(pod.metadata.uid)))
}

/** A Service selects Pods of exactly these Deployments, and should not. */
export function selects(id: string, service: string, of: readonly string[], all: readonly string[], words: (selector: string) => string, expectation?: string): Mistake {
  return {
    id,
    ...(expectation === undefined ? {} : { expectation }),
    recognise: (trial) => {
      const found = selectedDeployments(trial, service, all)
      if (found.length !== of.length || !of.every((name) => found.includes(name))) return undefined
      return { message: words(labelsText(serviceOf(trial.end, service)?.spec.selector)), ...placeOf(trial, 'Service', service, 'spec.selector') }
    },
  }
}
