import { advance, nextDueAt } from '@/lib/cluster/advance'
import type { Cluster } from '@/lib/cluster/cluster'
import type { NetworkResult, RequestSource } from '@/lib/cluster/network/request'
import { noTraffic, sendBeside, type TrafficMemory } from '@/lib/cluster/network/send-beside'
import { momentAt } from './film'
import { nodes } from './observe'
import { isAnswered } from './requests'
import type { Trial } from './trial'
import type { Evidence } from './verdict'

/** Steady traffic (curriculum contract, rule 9). */
const everyMs = 50
/** It goes on for so long after the trial's end, so that the last change has reached every node. */
const afterEndMs = 3000
/** More failures than this are only counted. */
const mostFailures = 200

/** Who asks: clients in the cluster, on each node in turn, or from outside; and what. */
export interface SteadyTraffic {
  /** `inside`: clients of namespace default. */
  readonly from: 'inside' | 'outside' | { readonly client: string }
  readonly url: string
}

/** One request that failed. */
export interface FailedRequest {
  /** Simulated milliseconds since the cluster's start. */
  readonly at: number
  /** The client's view, in curl's words. */
  readonly say: string
  /** The hop at which it ended, in words. */
  readonly why: string
}

/** What came of the traffic. */
export interface TrafficReport {
  readonly fromMs: number
  readonly untilMs: number
  readonly sent: number
  readonly failed: number
  /** The first ones, in order. */
  readonly failures: readonly FailedRequest[]
  /** Requests answered by each image, and when the first and the last of them was, since the cluster's start. */
  readonly answeredBy: ReadonlyMap<string, { readonly count: number; readonly first: number; readonly last: number }>
}

interface Counting {
  sent: number
  failed: number
  readonly failures: FailedRequest[]
  readonly answeredBy: Map<string, { count: number; first: number; last: number }>
}

/**
 * Watches a trial again with 20 requests a second from `fromMs` on (the cluster's time), to `untilMs` or shortly after its end. Each request meets the cluster as it was
 * at its time; the trial itself is as it was.
 */
export function watchTraffic(trial: Pick<Trial, 'tape' | 'end'>, traffic: SteadyTraffic, fromMs: number, untilMs: number = trial.end.now + afterEndMs): TrafficReport {
  const counting: Counting = { sent: 0, failed: 0, failures: [], answeredBy: new Map() }
  const names = nodes(trial.end).map((node) => node.metadata.name)
  let memory: TrafficMemory = noTraffic
  const present = follow(trial.tape)
  for (let at = fromMs, number = 0; at < untilMs; at += everyMs, number++) {
    const sent = sendBeside(present(at), { from: sourceOf(traffic.from, names[number % names.length] ?? ''), url: traffic.url }, memory, at)
    memory = sent.memory
    count(counting, sent.result, at)
  }
  return { fromMs, untilMs, ...counting }
}

/** The cluster as it was at times that are asked for in order. Where nothing was due in between, it is the same value. */
function follow(tape: Trial['tape']): (at: number) => Cluster {
  let index = -1
  let present: Cluster | undefined
  let dueAt = Infinity
  return (at) => {
    const before = index
    while (index < 0 || (tape[index + 1]?.now ?? Infinity) <= at) index++
    if (before !== index || dueAt <= at) {
      const base = before === index ? present : tape[index]
      if (base === undefined) throw new Error('a tape has a beginning')
      present = advance(base, at)
      dueAt = nextDueAt(present) ?? Infinity
    }
    if (present === undefined) throw new Error('a tape has a beginning')
    return present
  }
}

function sourceOf(from: SteadyTraffic['from'], node: string): RequestSource {
  if (from === 'outside') return 'outside'
  return { client: from === 'inside' ? 'default' : from.client, node }
}

function count(counting: Counting, result: NetworkResult, at: number): void {
  counting.sent++
  if (result.image !== undefined) {
    const known = counting.answeredBy.get(result.image)
    counting.answeredBy.set(result.image, { count: (known?.count ?? 0) + 1, first: known?.first ?? at, last: at })
  }
  if (isAnswered(result)) return
  counting.failed++
  if (counting.failures.length < mostFailures) counting.failures.push({ at, say: result.say, why: result.hops.findLast((hop) => !hop.ok)?.say ?? result.say })
}

/** A report as evidence: how many, which failed first, when and why. */
export function trafficEvidence(trial: Pick<Trial, 'start' | 'steps'>, { sent, failed, failures }: TrafficReport): Evidence {
  const [first] = failures
  if (first === undefined) return { kind: 'requests', sent, failed }
  const moment = momentAt(trial, first.at, first.why)
  return { kind: 'requests', sent, failed, firstFailure: { atMs: moment.atMs, say: first.say }, moment }
}
