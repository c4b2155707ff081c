import type { HTTPRoute } from '@/lib/kube/gateway/v1'
import type { Mistake } from './exercise'
import { namesOf } from './expect/words'
import { objectAt, objectsOfResource, serviceOf } from './observe'
import { placeOf } from './place-of'
import { gatewayGroup, routeOf } from './route'
import type { Trial } from './trial'

/** The route is attached to nothing that serves it. */
export function wrongParent(id: string, route: string, gateway: string): Mistake {
  return {
    id,
    recognise: (trial) => {
      const object = routeOf(trial.end, route)
      const isTaken = object?.status?.parents.some(({ conditions }) => conditions.some(({ type, status }) => type === 'Accepted' && status === 'True')) === true
      const isForeign = object?.status?.parents.some(({ conditions }) => conditions.some(({ reason }) => reason === 'NoMatchingListenerHostname')) === true
      if (object === undefined || isTaken || isForeign) return undefined
      const isGone = objectAt(trial.end, gatewayGroup, 'gateways', gateway) === undefined
      return { message: isGone ? `There is no Gateway ${gateway} any more, so nobody takes requests from outside in. It was given: leave it as it is.` : parentWords(trial, route, gateway), ...placeOf(trial, 'HTTPRoute', route, 'spec.parentRefs') }
    },
  }
}

function parentWords(trial: Trial, route: string, gateway: string): string {
  const [parent] = routeOf(trial.end, route)?.spec.parentRefs ?? []
  const cure = `parentRefs: [{name: ${gateway}}]`
  if (parent === undefined) return `The route names no parent, so it hangs in the air: no Gateway reads it. ${cure} attaches it.`
  if ((parent.kind ?? 'Gateway') !== 'Gateway') return `The route's parent is the ${parent.kind ?? ''} ${parent.name}. Requests come in at a Gateway, and that is the parent: ${cure}. The Services stand under backendRefs.`
  if (parent.name !== gateway) return `The route's parent is ${parent.name}, and there is no Gateway of that name: nobody reads the route, and its status stays empty. The Gateway is called ${gateway}.`
  if (parent.namespace !== undefined && parent.namespace !== 'default') return `The route looks for ${gateway} in namespace ${parent.namespace}, and the Gateway is in default. Leave namespace out: then it is the route's own.`
  return `Gateway ${gateway} has no listener ${parent.sectionName ?? `on port ${String(parent.port ?? '')}`}. Its one listener is called http, on port 80; without sectionName and port a route is attached to all listeners.`
}

/** The route is not for the host that is asked. */
export function wrongHost(id: string, route: string, host: string): Mistake {
  return {
    id,
    recognise: (trial) => {
      const object = routeOf(trial.end, route)
      const names = object?.spec.hostnames ?? []
      const covers = names.some((name) => name === host || (name.startsWith('*.') && host.endsWith(name.slice(1))))
      if (object === undefined || covers) return undefined
      const message = names.length === 0 ? `The route names no host, so nothing says that ${host} is to be led here. hostnames: [${host}].` : `The route is for ${namesOf(names)}, and people ask for ${host}.`
      return { message, ...placeOf(trial, 'HTTPRoute', route, 'spec.hostnames') }
    },
  }
}

/** A backend of the route is of another kind than Service, or of another namespace. */
export function backendForeign(id: string, route: string): Mistake {
  return {
    id,
    recognise: (trial) => {
      const rules = routeOf(trial.end, route)?.spec.rules ?? []
      for (const [at, { backendRefs = [] }] of rules.entries()) {
        for (const [index, { name, kind = 'Service', namespace = 'default' }] of backendRefs.entries()) {
          if (kind === 'Service' && namespace === 'default') continue
          const field = `spec.rules[${at}].backendRefs[${index}].${kind === 'Service' ? 'namespace' : 'kind'}`
          const message = kind === 'Service' ? `The backend ${name} is looked for in namespace ${namespace}. The Services are in default, as the route is: leave namespace out.` : `The backend ${name} is a ${kind}. A route sends to Services, which is what kind says where it is left out.`
          return { message, ...placeOf(trial, 'HTTPRoute', route, field) }
        }
      }
      return undefined
    },
  }
}

/** Another route of the same host is older, so it takes the requests. */
export function otherRoute(id: string, route: string, host: string): Mistake {
  return {
    id,
    recognise: (trial) => {
      const own = routeOf(trial.end, route)
      const routes = objectsOfResource(trial.end, gatewayGroup, 'httproutes', 'default') as HTTPRoute[]
      const other = routes.find(({ metadata, spec }) => own !== undefined && metadata.name !== route && (spec.hostnames ?? []).includes(host) && `${metadata.creationTimestamp} ${metadata.name}` < `${own.metadata.creationTimestamp} ${route}`)
      if (other === undefined) return undefined
      return { message: `HTTPRoute ${other.metadata.name} is for ${host} as well. Where two routes fit a request equally well the older one takes it, so ${route} gets none. One route for a host is enough: delete ${other.metadata.name}.`, ...placeOf(trial, 'HTTPRoute', other.metadata.name, 'spec.hostnames') }
    },
  }
}

/** A backend of the route is no Service that there is. */
export function backendMissing(id: string, route: string, services: readonly string[]): Mistake {
  return {
    id,
    recognise: (trial) => {
      const backends = (routeOf(trial.end, route)?.spec.rules ?? []).flatMap(({ backendRefs = [] }) => backendRefs)
      const missing = backends.find(({ name }) => serviceOf(trial.end, name) === undefined)
      if (missing === undefined) return undefined
      return { message: `The route sends a part of the requests to ${missing.name}, and there is no such Service: each of them is answered with 500. The Services are ${namesOf(services)}.`, ...placeOf(trial, 'HTTPRoute', route, 'spec.rules[0].backendRefs') }
    },
  }
}

/** A backend is asked on a port that its Service does not have. */
export function wrongBackendPort(id: string, route: string, words: (service: string, port: number) => string): Mistake {
  return {
    id,
    recognise: (trial) => {
      const backends = (routeOf(trial.end, route)?.spec.rules ?? []).flatMap(({ backendRefs = [] }) => backendRefs)
      const wrong = backends.find(({ name, port }) => serviceOf(trial.end, name)?.spec.ports?.every((offered) => offered.port !== port) === true)
      return wrong === undefined ? undefined : { message: words(wrong.name, wrong.port ?? 0), ...placeOf(trial, 'HTTPRoute', route, 'spec.rules[0].backendRefs') }
    },
  }
}
