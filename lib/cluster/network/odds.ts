import type { Cluster } from '../cluster'
import type { NetworkRequest, NetworkResult } from './request'
import { attempt } from './send'

/** One thing that can become of a request, and how likely it is, from 0 to 1. */
export interface Odds {
  readonly probability: number
  readonly result: NetworkResult
}

/** So many chances are tried for a start: ends that are less likely than one in so many may be overlooked. */
const cells = 320
const precision = 1e-6

/**
 * What becomes of a request sent again and again to a cluster that stays as it is, each end with its probability: what very many requests would
 * show, without sending them. An image that goes by its share of the requests gets the share it has here.
 */
export function oddsOf(cluster: Cluster, request: NetworkRequest): readonly Odds[] {
  const noShare = () => 0
  const ends = pieces(cells, (endpoint) => attempt(cluster, request, { endpoint, answer: certain, share: noShare }).result, endOf)
  const shares = sharesOf(ends)
  const share = (image: string) => shares.get(image) ?? 0
  return ends.flatMap(({ from, to, value }) => {
    const endpoint = (from + to) / 2
    if (value.image === undefined) return [{ probability: to - from, result: value }]
    const answers = pieces(2, (answer) => attempt(cluster, request, { endpoint, answer, share }).result, ({ status }) => String(status))
    return answers.map((answered) => ({ probability: (to - from) * (answered.to - answered.from), result: answered.value }))
  })
}

/** Just below 1: what fails now and then does so for the chances at the beginning. */
const certain = 1 - precision

interface Piece<T> {
  readonly from: number
  readonly to: number
  readonly value: T
}

/** [0, 1) cut where a function that is constant in pieces changes its value. */
function pieces<T>(cellCount: number, at: (chance: number) => T, key: (value: T) => string): Piece<T>[] {
  const found: Piece<T>[] = []
  let from = 0
  let low = 0
  let value = at(0)
  for (let cell = 1; cell <= cellCount; cell++) {
    const high = Math.min(cell / cellCount, certain)
    const next = at(high)
    if (key(next) !== key(value)) {
      const edge = boundary(low, high, key(value), (chance) => key(at(chance)))
      found.push({ from, to: edge, value })
      from = edge
      value = next
    }
    low = high
  }
  return [...found, { from, to: 1, value }]
}

function boundary(low: number, high: number, before: string, keyAt: (chance: number) => string): number {
  let [a, b] = [low, high]
  while (b - a > precision) {
    const middle = (a + b) / 2
    if (keyAt(middle) === before) a = middle
    else b = middle
  }
  return (a + b) / 2
}

function endOf({ pod, status, failure }: NetworkResult): string {
  return pod === undefined ? `${failure ?? ''} ${String(status ?? '')}` : `${pod.namespace}/${pod.name}`
}

/** The share of each image among the versions of its app. */
function sharesOf(ends: readonly Piece<NetworkResult>[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  const add = (name: string, amount: number) => void sums.set(name, (sums.get(name) ?? 0) + amount)
  for (const { from, to, value } of ends) {
    if (value.image === undefined) continue
    add(value.image, to - from)
    add(appOf(value.image), to - from)
  }
  const images = [...sums.keys()].filter((name) => name.includes(':'))
  return new Map(images.map((image) => [image, rounded((sums.get(image) ?? 0) / (sums.get(appOf(image)) ?? 1))]))
}

function appOf(image: string): string {
  return image.replace(/:[^/]*$/, '')
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000
}
