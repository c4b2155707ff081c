import type { Expectation } from '../exercise'
import { serviceOf, services } from '../observe'
import { noneCalled } from './none-called'

/** A Service of this name is there. */
export function serviceExists(name: string, namespace = 'default'): Expectation {
  return {
    id: `service-${name}`,
    title: `There is a Service ${name}`,
    check: (trial) => {
      if (serviceOf(trial.end, name, namespace) !== undefined) return { met: true, message: `Service ${name} is there.` }
      return noneCalled(trial, 'Service', name, services(trial.end), namespace)
    },
  }
}
