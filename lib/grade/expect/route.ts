import type { Expectation } from '../exercise'
import { objectsOfResource } from '../observe'
import { placeOf } from '../place-of'
import { gatewayGroup, routeOf } from '../route'
import { namesOf } from './words'

/** An HTTPRoute of this name is there. */
export function routeExists(name: string): Expectation {
  return {
    id: `route-${name}`,
    title: `There is an HTTPRoute ${name}`,
    check: ({ end }) => {
      if (routeOf(end, name) !== undefined) return { met: true, message: `HTTPRoute ${name} is there.` }
      const others = objectsOfResource(end, gatewayGroup, 'httproutes').map(({ metadata }) => (metadata.namespace === 'default' ? metadata.name : `${metadata.name} (in namespace ${metadata.namespace ?? ''})`))
      return { met: false, message: `There is no HTTPRoute called ${name} in namespace default${others.length === 0 ? '' : `, only ${namesOf(others)}`}.`, wanted: `HTTPRoute ${name}`, observed: others.length === 0 ? 'no HTTPRoute' : `only ${namesOf(others)}` }
    },
  }
}

/** A Gateway has taken a route. */
export function routeAccepted({ route: name, gateway, needs }: { readonly route: string; readonly gateway: string; readonly needs: readonly string[] }): Expectation {
  return {
    id: `accepted-${name}`,
    title: `Gateway ${gateway} has taken the route`,
    needs,
    check: (trial) => {
      const statuses = (routeOf(trial.end, name)?.status?.parents ?? []).filter(({ parentRef }) => parentRef.name === gateway)
      const conditions = statuses.flatMap(({ conditions }) => conditions.filter(({ type }) => type === 'Accepted'))
      if (conditions.some(({ status }) => status === 'True')) return { met: true, message: `Gateway ${gateway} has taken it.` }
      const refused = conditions[0]
      const parents = (routeOf(trial.end, name)?.spec.parentRefs ?? []).map((parent) => parent.name)
      const message = refused === undefined ? `The status of route ${name} is empty: no Gateway reads it. Its parentRefs name ${namesOf(parents)}, and the Gateway is ${gateway}.` : `Gateway ${gateway} does not take the route: ${refused.message} (${refused.reason}).`
      return { met: false, message, wanted: 'Accepted: True', observed: refused === undefined ? 'no status' : `Accepted: ${refused.status}, ${refused.reason}`, ...placeOf(trial, 'HTTPRoute', name, 'spec.parentRefs') }
    },
  }
}
