import type { Expectation } from '../exercise'
import { endpointsOf } from '../observe'
import { placeOf } from '../place-of'
import { count } from './words'

/** So many ready Pods stand behind a Service, whoever made them. */
export function readyInAll({ service, pods, needs }: { readonly service: string; readonly pods: number; readonly needs: readonly string[] }): Expectation {
  return {
    id: `ready-${service}`,
    title: `${count(pods, 'ready Pod')} in all behind ${service}`,
    needs,
    check: (trial) => {
      const ready = new Set(endpointsOf(trial.end, service).flatMap((endpoint) => (endpoint.ready ? [endpoint.address] : [])))
      const observed = count(ready.size, 'ready Pod')
      if (ready.size === pods) return { met: true, message: `${observed} behind ${service}.`, observed }
      return { met: false, message: `Service ${service} leads to ${observed}, and it should be ${pods} in all.`, wanted: count(pods, 'ready Pod'), observed, ...placeOf(trial, 'Service', service, 'spec.selector') }
    },
  }
}
