import { shortName } from '../images/catalogue'
import type { SimulationState } from '../working/working'
import type { Target } from './pick-endpoint'
import type { NetworkView } from './view'

/** Each request counts this much less than the one after it: the last several hundred decide. */
const memory = 0.998
/** Before so many requests nobody can tell a share. */
const fewest = 100

/** The part of the requests that each image is sent, from 0 to 1. */
export type Shares = Readonly<Record<string, number>>

/** Endpoints that a request may have been sent to, each as likely as the next, and how likely one of these is at all. */
export interface Way {
  readonly targets: readonly Target[]
  readonly probability: number
}

/** How requests like one of them are divided; `stream` is what tells them from others: what they ask for. */
export interface Division {
  readonly stream: string
  readonly shares: Shares
}

interface Stream {
  readonly count: number
  readonly shares: Shares
}

type Streams = Readonly<Record<string, Stream>>

/** How a request is divided among the versions of the app whose behaviour depends on it; undefined where none of them is asked. */
export function divisionOf(view: NetworkView, stream: string, ways: readonly Way[]): Division | undefined {
  const sums = new Map<string, number>()
  for (const { targets, probability } of ways) {
    for (const { address } of targets) {
      const image = view.podAt(address)?.spec.containers.map((container) => shortName(container.image ?? '')).find(goesByShare)
      if (image !== undefined) sums.set(image, (sums.get(image) ?? 0) + probability / targets.length)
    }
  }
  const total = [...sums.values()].reduce((sum, value) => sum + value, 0)
  return total === 0 ? undefined : { stream, shares: Object.fromEntries([...sums].map(([image, sum]) => [image, sum / total])) }
}

/**
 * Which part of its app's recent requests an image is sent, from 0 to 1 in whole per cent: as they are divided now, each stream by its part of all, so that a
 * changed weight counts from the next request on and a few requests of somebody else do not.
 */
export function shareOf(state: SimulationState, image: string, division: Division | undefined): number {
  const streams = { ...streamsOf(state) }
  if (division === undefined) return 0
  streams[division.stream] = { count: streams[division.stream]?.count ?? 0, shares: division.shares }
  const all = Object.values(streams)
  const total = all.reduce((sum, { count }) => sum + count, 0)
  if (total < fewest) return 0
  return Math.round((100 * all.reduce((sum, { count, shares }) => sum + count * (shares[image] ?? 0), 0)) / total) / 100
}

/** Remembers that a request was sent. */
export function noteShare(state: SimulationState, division: Division): SimulationState {
  const faded = Object.fromEntries(Object.entries(streamsOf(state)).map(([name, stream]) => [name, { ...stream, count: stream.count * memory }]))
  const count = (faded[division.stream]?.count ?? 0) + 1
  return { ...state, slots: new Map(state.slots).set(slot, { ...faded, [division.stream]: { count, shares: division.shares } }) }
}

const slot = 'share/example.com/feed'

/** Whether an image's behaviour depends on its share of the requests. */
export function goesByShare(image: string): boolean {
  return image.startsWith('example.com/feed:')
}

function streamsOf(state: SimulationState): Streams {
  return (state.slots.get(slot) as Streams | undefined) ?? {}
}
