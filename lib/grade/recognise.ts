import type { Cluster } from '@/lib/cluster/cluster'
import type { Mistake } from './exercise'
import { selectedPods } from './expect/endpoints'
import { labelsText, namesOf } from './expect/words'
import { endpointsOf, pods, podsOf, serviceOf } from './observe'
import { placeOf } from './place-of'
import type { Trial } from './trial'
import { isRecord } from './written'

/** The Service's selector matches no Pod. */
export function selectorMatchesNothing(service: string, deployment: string): Mistake {
  return {
    id: 'selector-matches-nothing',
    recognise: (trial) => {
      const object = serviceOf(trial.end, service)
      if (object?.spec.selector === undefined || selectedPods(trial.end, object).length > 0) return undefined
      const carried = podsOf(trial.end, deployment)[0]?.metadata.labels
      if (carried === undefined) return undefined
      const labels = Object.entries(carried).filter(([key]) => key !== 'pod-template-hash')
      const message = `The selector asks for Pods with ${labelsText(object.spec.selector)}. No Pod has that: the Pods of ${deployment} carry ${labelsText(Object.fromEntries(labels))}. A Service finds its Pods by labels alone, so every key and value must match exactly.`
      return { message, ...placeOf(trial, 'Service', service, 'spec.selector') }
    },
  }
}

/** Requests go to a port on which the app does not listen. */
export function wrongTargetPort(id: string, service: string, listens: number, words: (port: number) => string): Mistake {
  return {
    id,
    recognise: (trial) => {
      const ports = endpointsOf(trial.end, service).flatMap((endpoint) => endpoint.ports)
      const wrong = ports.find((port) => port !== listens)
      if (wrong === undefined || ports.includes(listens)) return undefined
      return { message: words(wrong), ...placeOf(trial, 'Service', service, 'spec.ports[0].targetPort') }
    },
  }
}

/** The Service is of a type that the task rules out. */
export function wrongType(id: string, service: string, types: readonly string[], words: (type: string) => string, expectation?: string): Mistake {
  return {
    id,
    ...(expectation === undefined ? {} : { expectation }),
    recognise: (trial) => {
      const type = serviceOf(trial.end, service)?.spec.type
      if (type === undefined || !types.includes(type)) return undefined
      return { message: words(type), ...placeOf(trial, 'Service', service, 'spec.type') }
    },
  }
}

/** The Service offers another port than the one callers use. */
export function wrongPort(id: string, service: string, port: number, words: (seen: string) => string): Mistake {
  return {
    id,
    recognise: (trial) => {
      const ports = serviceOf(trial.end, service)?.spec.ports
      if (ports === undefined || ports.some((offered) => offered.port === port)) return undefined
      return { message: words(namesOf(ports.map((offered) => String(offered.port)))), ...placeOf(trial, 'Service', service, 'spec.ports[0].port') }
    },
  }
}

/** A refused step whose message says something of this kind. */
export function refusedBecause(id: string, pattern: RegExp, words: (match: RegExpMatchArray) => string): Mistake {
  return {
    id,
    recognise: (trial) => {
      for (const { refusal, stderr } of trial.steps) {
        const match = pattern.exec(stderr)
        if (refusal !== undefined && match !== null) return { message: words(match), at: refusal.at }
      }
      return undefined
    },
  }
}

/** Names of the Pods whose address a Service, its Endpoints or its EndpointSlices were written with by hand. */
export function pinnedAddress(trial: Trial, service: string): { readonly address: string; readonly where: string } | undefined {
  const addresses = new Map([...podAddresses(trial.start), ...podAddresses(trial.end)])
  for (const object of trial.written.objects) {
    const about = object.name === service || (isRecord(object.value['metadata']) && JSON.stringify(object.value['metadata']).includes(`"${service}"`))
    if (!about || !['Service', 'Endpoints', 'EndpointSlice'].includes(object.kind)) continue
    const address = addressesIn(object.value).find((text) => addresses.has(text) || text.startsWith('10.244.'))
    if (address !== undefined) return { address, where: object.kind }
  }
  return undefined
}

function podAddresses(cluster: Cluster): [string, string][] {
  return pods(cluster).flatMap((pod): [string, string][] => (pod.status?.podIP === undefined ? [] : [[pod.status.podIP, pod.metadata.name]]))
}

function addressesIn(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(/"(\d+\.\d+\.\d+\.\d+)"/g)].flatMap(([, address]) => (address === undefined ? [] : [address]))
}
