import type { Expectation } from '../exercise'
import { serviceOf } from '../observe'
import { namesOf } from './words'
import { objectsOfResource } from '../observe'

/** A Service of this name is there. */
export function serviceExists(name: string, namespace = 'default'): Expectation {
  return {
    id: `service-${name}`,
    title: `There is a Service ${name}`,
    check: ({ end }) => {
      if (serviceOf(end, name, namespace) !== undefined) return { met: true, message: `Service ${name} is there.` }
      const others = objectsOfResource(end, '', 'services', namespace).map((service) => service.metadata.name).filter((other) => other !== 'kubernetes')
      const seen = others.length === 0 ? `no Service in namespace ${namespace}` : `only ${namesOf(others)}`
      return { met: false, message: `There is no Service called ${name} in namespace ${namespace}.`, wanted: `Service ${name}`, observed: seen }
    },
  }
}
