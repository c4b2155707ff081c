import { advance } from '@/lib/cluster/advance'
import type { Cluster } from '@/lib/cluster/cluster'
import { inject } from '@/lib/cluster/inject'
import type { Expectation, Outcome } from '../exercise'
import { externalAddresses, isReady, nodes, podsOf, serviceOf, services } from '../observe'
import { placeOf } from '../place-of'
import { ask, askUntil, countRequests, isAnswered } from '../requests'
import { fieldInTheWay, sayFailure, sayWrongAnswer } from '../why-unanswered'
import { namesOf } from './words'

interface BalancerWanted {
  readonly service: string
  readonly port: number
  readonly needs: readonly string[]
}

/** A Service has an external address, and the app answers there from outside. */
export function balancedAnswers({ service, port, by, needs }: BalancerWanted & { readonly by: string }): Expectation {
  return {
    id: `balanced-${service}`,
    title: `${service} answers from outside through a load balancer on port ${port}`,
    needs,
    check: (trial) => {
      const { end } = trial
      const [address] = externalAddresses(serviceOf(end, service))
      if (address === undefined) {
        const { message, observed, field } = withoutAddress(end, service)
        return { met: false, message, wanted: 'an external address', observed, ...placeOf(trial, 'Service', service, field) }
      }
      const url = `http://${address}:${port}`
      const { results } = ask(end, 'outside', url, 20)
      const own = new Set(podsOf(end, by).map((pod) => pod.metadata.name))
      const failed = results.find(({ result }) => !isAnswered(result) || (result.pod !== undefined && !own.has(result.pod.name)))
      if (failed === undefined) return { met: true, message: `${url} answers.`, evidence: countRequests(results) }
      return { met: false, message: `${sayWrongAnswer(url, failed.result, by)}.`, wanted: `20 requests to ${url} answered`, observed: `${countRequests(results).failed} of 20 failed`, evidence: countRequests(results), ...placeOf(trial, 'Service', service, isAnswered(failed.result) ? 'spec.selector' : fieldInTheWay(end, service, port)) }
    },
  }
}

function withoutAddress(end: Cluster, name: string): { readonly message: string; readonly observed: string; readonly field: string } {
  const { type = 'ClusterIP', loadBalancerClass } = serviceOf(end, name)?.spec ?? {}
  if (type !== 'LoadBalancer') return { message: `${name} is of type ${type}, so no cloud load balancer is asked for and it gets no external address.`, observed: '<none>', field: 'spec.type' }
  if (loadBalancerClass !== undefined) return { message: `${name} asks for the load balancer class ${loadBalancerClass}, which nobody provides here, so its external address stays <pending>. Without loadBalancerClass the cloud's own answers.`, observed: '<pending>', field: 'spec.loadBalancerClass' }
  return { message: `${name} has no external address yet: the cloud has not answered (<pending>).`, observed: '<pending>', field: 'spec.type' }
}

/** Requests from outside are spread over every ready Pod. */
export function reachesEveryPod({ service, port, by, needs }: BalancerWanted & { readonly by: string }): Expectation {
  return {
    id: `spread-${service}`,
    title: `Requests are spread over every ready Pod of ${by}`,
    needs,
    check: (trial) => {
      const { end } = trial
      const url = `http://${externalAddresses(serviceOf(end, service))[0] ?? ''}:${port}`
      const { results } = ask(end, 'outside', url, 300)
      const reached = new Set(results.map(({ result }) => result.pod?.name))
      const left = podsOf(end, by).filter((pod) => isReady(pod) && !reached.has(pod.metadata.name))
      if (left.length === 0) return { met: true, message: `300 requests reached all ${reached.size} Pods.` }
      return { met: false, message: `300 requests never reached ${namesOf(left.map((pod) => pod.metadata.name))}.`, wanted: 'every ready Pod reached', observed: `${reached.size} of ${reached.size + left.length} reached`, ...placeOf(trial, 'Service', service, 'spec') }
    },
  }
}

/** Each node in turn is lost; from 60 s later on every request is answered. */
export function survivesNodeLoss({ service, port, needs }: BalancerWanted): Expectation {
  return {
    id: `node-loss-${service}`,
    title: 'It goes on answering when a node is lost',
    needs,
    check: ({ end }) => {
      const url = `http://${externalAddresses(serviceOf(end, service))[0] ?? ''}:${port}`
      const failure = nodes(end).map((node) => loseNode(end, node.metadata.name, url)).find((outcome) => outcome !== undefined)
      return failure ?? { met: true, message: `Each node was lost once: from 60 s later on every request was answered.` }
    },
  }
}

function loseNode(end: Cluster, node: string, url: string): Outcome | undefined {
  const lost = advance(inject(end, { do: 'stop-node', node }), end.now + 60_000)
  const { results } = askUntil(lost, 'outside', url, 1000, lost.now + 60_000)
  const failed = results.find(({ result }) => !isAnswered(result))
  if (failed === undefined) return undefined
  const evidence = countRequests(results)
  return { met: false, message: `${node} was lost, and ${((failed.atMs - end.now) / 1000).toFixed(0)} s later a request failed: ${sayFailure(failed.result)}.`, wanted: 'every request answered from 60 s after the loss on', observed: `${evidence.failed} of ${evidence.sent} failed`, evidence }
}

/** At most one Service in the cluster has a cloud load balancer. */
export function atMostOneLoadBalancer(): Expectation {
  return {
    id: 'bill',
    title: 'At most one load balancer is on the bill',
    check: (trial) => {
      const paid = services(trial.end).filter((service) => service.spec.type === 'LoadBalancer').map((service) => service.metadata.name)
      if (paid.length <= 1) return { met: true, message: `${paid.length} load balancer on the bill.` }
      return { met: false, message: `${namesOf(paid)} each have a load balancer: ${paid.length} on the bill.`, wanted: 'one load balancer', observed: `${paid.length}: ${namesOf(paid)}`, ...placeOf(trial, 'Service', paid[1] ?? '', 'spec.type') }
    },
  }
}
