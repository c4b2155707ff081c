import type { Expectation } from '../exercise'
import { serviceOf } from '../observe'
import { placeOf } from '../place-of'

/** A Service is of one type, where the task asks for the type itself. */
export function hasType(name: string, type: 'NodePort' | 'LoadBalancer', because: string): Expectation {
  return {
    id: `type-${name}`,
    title: `${name} is of type ${type}`,
    needs: [`service-${name}`],
    check: (trial) => {
      const seen = serviceOf(trial.end, name)?.spec.type ?? 'none'
      if (seen === type) return { met: true, message: `${name} is of type ${type}.` }
      return { met: false, message: `${name} is of type ${seen}. ${because}`, wanted: `type: ${type}`, observed: `type: ${seen}`, ...placeOf(trial, 'Service', name, 'spec.type') }
    },
  }
}

/** A Service has one virtual address of its own: it is not headless. */
export function hasClusterIP(name: string): Expectation {
  return {
    id: `cluster-ip-${name}`,
    title: `${name} has a virtual address of its own`,
    needs: [`service-${name}`],
    check: (trial) => {
      const address = serviceOf(trial.end, name)?.spec.clusterIP
      if (address !== undefined && address !== '' && address !== 'None') return { met: true, message: `${name} has the address ${address}.`, observed: address }
      return { met: false, message: `${name} has no virtual address: its name leads to the Pods themselves.`, wanted: 'a cluster IP', observed: address === undefined || address === '' ? 'none' : `clusterIP: ${address}`, ...placeOf(trial, 'Service', name, 'spec.clusterIP') }
    },
  }
}
