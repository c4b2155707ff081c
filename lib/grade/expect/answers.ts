import type { Cluster } from '@/lib/cluster/cluster'
import type { NetworkResult, RequestSource } from '@/lib/cluster/network/request'
import { readUrl } from '@/lib/cluster/network/send'
import type { Expectation, Outcome } from '../exercise'
import { podsOf, serviceOf } from '../observe'
import { placeOf } from '../place-of'
import { ask, countRequests, isAnswered, withClient } from '../requests'
import type { Trial } from '../trial'
import { fieldInTheWay, policyInTheWay, sayFailure } from '../why-unanswered'
import { count } from './words'

interface AnswersWanted {
  readonly id: string
  readonly title: string
  readonly needs?: readonly string[]
  /** `inside`: the grader's own client Pod in namespace default; `{ namespace }`: one in that namespace. */
  readonly from: RequestSource | 'inside' | { readonly client: string }
  /** One address, or one that depends on the cluster (a node's, a load balancer's); none: the outcome says why. */
  readonly urls: (cluster: Cluster) => readonly string[]
  readonly requests?: number
  /** The Deployment whose Pods must answer. */
  readonly by: string
  /** What to say when an address does not answer. */
  readonly otherwise: (url: string, say: string) => string
  /** What to say when there is no address at all. */
  readonly none?: string
}

/** Requests to every address are answered, by Pods of one Deployment. */
export function answers(wanted: AnswersWanted): Expectation {
  return {
    id: wanted.id,
    title: wanted.title,
    ...(wanted.needs === undefined ? {} : { needs: wanted.needs }),
    check: (trial) => tryAddresses(trial, wanted),
  }
}

function tryAddresses(trial: Trial, wanted: AnswersWanted): Outcome {
  const { end } = trial
  const { cluster, from } = clientFor(end, wanted.from)
  const urls = wanted.urls(cluster)
  if (urls.length === 0) return { met: false, message: wanted.none ?? 'There is no address to send a request to.', wanted: 'answered requests', observed: 'no address' }
  const own = new Set(podsOf(cluster, wanted.by).map((pod) => pod.metadata.name))
  const each = wanted.requests ?? 20
  for (const url of urls) {
    const { results } = ask(cluster, from, url, each)
    const failed = results.find(({ result }) => !isAnswered(result))
    const evidence = countRequests(results)
    if (failed !== undefined) return { met: false, message: wanted.otherwise(url, sayFailure(failed.result)), wanted: `${count(each, 'request')} to ${url} answered`, observed: `${evidence.failed} of ${evidence.sent} failed: ${failed.result.say}`, evidence, ...placeOfFailure(trial, url, failed.result) }
    const stranger = results.find(({ result }) => result.pod !== undefined && !own.has(result.pod.name))
    if (stranger !== undefined) return { met: false, message: `${url} is answered by ${stranger.result.pod?.name ?? 'something else'}, which is no Pod of ${wanted.by}.`, wanted: `answers from ${wanted.by}`, observed: `an answer from ${stranger.result.pod?.name ?? 'elsewhere'}`, evidence, ...placeInService(trial, url, 'spec.selector') }
  }
  return { met: true, message: `${count(each * urls.length, 'request')} answered.`, observed: `${count(each * urls.length, 'request')} sent, 0 failed`, evidence: { kind: 'requests', sent: each * urls.length, failed: 0 } }
}

/** Where it is said what keeps an address from answering: in a NetworkPolicy, or in the Service that its name leads to. */
function placeOfFailure(trial: Trial, url: string, result: NetworkResult): Pick<Outcome, 'at'> {
  const policy = policyInTheWay(result)
  return policy === undefined ? placeInService(trial, url) : placeOf(trial, 'NetworkPolicy', policy, 'spec')
}

function placeInService(trial: Trial, text: string, field?: string): Pick<Outcome, 'at'> {
  const url = readUrl(text)
  const [name = '', namespace = 'default'] = (url?.host ?? '').split('.')
  return url === undefined || serviceOf(trial.end, name, namespace) === undefined ? {} : placeOf(trial, 'Service', name, field ?? fieldInTheWay(trial.end, name, url.port, namespace), namespace)
}

function clientFor(cluster: Cluster, from: AnswersWanted['from']): { cluster: Cluster; from: RequestSource } {
  if (from === 'inside') return withClient(cluster)
  if (typeof from === 'object' && 'client' in from) return withClient(cluster, from.client)
  return { cluster, from }
}
