import { explainService } from '@/lib/cluster/network/explain'
import type { Mistake } from './exercise'
import { imagesOf } from './expect/pod-trouble'
import { selectedPods } from './expect/endpoints'
import { trafficOf, type CountedFrom } from './expect/steady-traffic'
import { labelsText } from './expect/words'
import { deploymentOf, podsOf, serviceOf, services } from './observe'
import { placeOf } from './place-of'
import type { Trial } from './trial'
import type { SteadyTraffic } from './watch-traffic'

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

/** A Service of another name reaches a Deployment, and the one that callers use does not. */
export function anotherService(id: string, service: string, deployment: string, all: readonly string[], words: (made: string) => string): Mistake {
  return {
    id,
    recognise: (trial) => {
      const reached = selectedDeployments(trial, service, all)
      if (reached.length === 0 || reached.includes(deployment)) return undefined
      const made = services(trial.end, 'default').find(({ metadata: { name } }) => name !== service && selectedDeployments(trial, name, all).includes(deployment))
      return made === undefined ? undefined : { message: words(made.metadata.name), ...placeOf(trial, 'Service', made.metadata.name, 'metadata.name') }
    },
  }
}

/** A Service passes requests on to a port by a name that its Pods do not have. */
export function unnamedPort(id: string, service: string): Mistake {
  return {
    id,
    recognise: (trial) => {
      const cause = explainService(trial.end, 'default', service)
      return cause?.link === 'target-port' ? { message: cause.say, ...placeOf(trial, 'Service', service, cause.field) } : undefined
    },
  }
}

/** A Service selected Pods of all of these after some step, though not at the end. */
export function selectedOnce(id: string, service: string, all: readonly string[], message: string): Mistake {
  return {
    id,
    recognise: (trial) => {
      const mixed = trial.steps.some(({ after }) => selectedDeployments({ ...trial, end: after }, service, all).length === all.length)
      return mixed ? { message, ...placeOf(trial, 'Service', service, 'spec.selector') } : undefined
    },
  }
}

/** A Deployment that should keep its image has another one. */
export function imageChanged(id: string, deployment: string, image: string, message: string): Mistake {
  return {
    id,
    recognise: (trial) => {
      const images = imagesOf(deploymentOf(trial.end, deployment)?.spec.template.spec.containers)
      return images.length === 0 || images.includes(image) ? undefined : { message, ...placeOf(trial, 'Deployment', deployment, 'spec.template.spec.containers[0].image') }
    },
  }
}

/** The second that endpoints are allowed is over when the new version answers first; all nodes hear at the same time. */
const slackMs = 200

/** Shortly after an image answered for the first time; undefined where it never did. */
export function switchedTo(trial: Trial, traffic: SteadyTraffic, image: string, say: string): CountedFrom | undefined {
  const first = trafficOf(trial, traffic, trial.start.now).answeredBy.get(image)?.first
  return first === undefined ? undefined : { at: first + slackMs, say }
}
