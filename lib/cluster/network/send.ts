import type { Cluster } from '../cluster'
import type { SimulationState } from '../working/working'
import { nextRandom } from '../working/random'
import { curlWords } from './client-words'
import { deliver } from './deliver'
import { Journey } from './journey'
import type { NetworkRequest, NetworkResult } from './request'
import { isDropped } from './policy-filter'
import { reach } from './reach'
import { divisionOf, goesByShare, noteShare, shareOf, type Division } from './share'
import { NetworkView } from './view'

const defaultTimeoutMs = 5000

/** What is left to chance in a request: which endpoint it meets, and how a process answers that fails now and then. Numbers in [0, 1). */
export interface Draws {
  readonly endpoint: number
  readonly answer: number
  /** The share of its app's recent requests that an image is sent. */
  share(image: string, division: Division | undefined): number
}

/** What came of a request, and how requests like it are divided among the versions of an app that goes by that. */
export interface Attempt {
  readonly result: NetworkResult
  readonly divide: () => Division | undefined
}

/**
 * Sends one request over the simulated network at the present moment. No time passes; `durationMs` says how long the caller waited. The answer comes
 * from a container that listens, found the way a real request is routed; each hop says what happened there.
 */
export function send(cluster: Cluster, request: NetworkRequest): { readonly cluster: Cluster; readonly result: NetworkResult } {
  const state = cluster.simulation as SimulationState
  const first = nextRandom(state.random)
  const second = nextRandom(first.state)
  const { result, divide } = attempt(cluster, request, { endpoint: first.value, answer: second.value, share: (image, now) => shareOf(state, image, now) })
  if (result.failure === 'bad-url') return { cluster, result }
  const moved: SimulationState = { ...state, random: second.state }
  const division = goesByShare(result.image ?? '') ? divide() : undefined
  return { cluster: { ...cluster, simulation: division === undefined ? moved : noteShare(moved, division) }, result }
}

/** A request with its chances given: the same chances, the same result. It leaves nothing behind. */
export function attempt(cluster: Cluster, request: NetworkRequest, draws: Draws): Attempt {
  const journey = new Journey(new NetworkView(cluster), request.from, draws.endpoint)
  const timeoutMs = request.timeoutMs ?? defaultTimeoutMs
  const url = readUrl(request.url)
  if (url === undefined) return { result: failed('bad-url', request.url, 0, timeoutMs, journey), divide: () => undefined }
  journey.asked = askedOf(url.path, request)
  const target = reach(journey, url.host, url.port)
  const divide = () => divisionOf(journey.view, `${url.host}:${url.port}`, journey.ways())
  const end = (result: NetworkResult): Attempt => ({ result, divide })
  if ('failure' in target) return end(failed(target.failure, url.host, url.port, timeoutMs, journey, target.afterMs))
  if (isDropped(journey, 'answer' in target ? undefined : target, url.port)) return end(failed('timed-out', url.host, url.port, timeoutMs, journey))
  if ('answer' in target) return end({ answered: true, ...target.answer, say: `HTTP ${String(target.answer.status)} from the Gateway`, hops: journey.hops, durationMs: 1 })
  const answer = deliver(journey, target, { path: journey.asked.path, protocol: url.protocol, chance: draws.answer, share: (image) => (goesByShare(image) ? draws.share(image, divide()) : 0) })
  if ('failure' in answer) return end(failed(answer.failure, url.host, url.port, timeoutMs, journey))
  const { pod, image, status, body } = answer
  const say = status === undefined ? `connected to ${url.host} port ${url.port}` : `HTTP ${status} from ${pod.name}`
  return end({ answered: true, ...(status === undefined ? {} : { status }), ...(body === undefined ? {} : { body }), say, hops: journey.hops, durationMs: 2, image, pod })
}

function askedOf(text: string, { method = 'GET', headers = {} }: NetworkRequest): Journey['asked'] {
  const [path = '/', query = ''] = text.split('?')
  return { path, query, method, headers }
}

function failed(failure: Parameters<typeof curlWords>[0], host: string, port: number, timeoutMs: number, journey: Journey, afterMs = 1): NetworkResult {
  return { answered: false, failure, say: curlWords(failure, host, port, timeoutMs).say, hops: journey.hops, durationMs: failure === 'timed-out' ? timeoutMs : Math.min(timeoutMs, afterMs) }
}

interface ReadUrl {
  readonly protocol: 'http' | 'https' | 'tcp'
  readonly host: string
  readonly port: number
  readonly path: string
}

/** `http://host:port/path`, `tcp://host:port`; curl takes a bare `host:port/path` as http. */
export function readUrl(text: string): ReadUrl | undefined {
  const match = /^(?:(https?|tcp):\/\/)?([A-Za-z0-9._-]+)(?::(\d{1,5}))?(\/[^\s#]*)?$/.exec(text.trim())
  if (match === null) return undefined
  const protocol = (match[1] ?? 'http') as ReadUrl['protocol']
  const port = match[3] === undefined ? (protocol === 'https' ? 443 : 80) : Number(match[3])
  if (port < 1 || port > 65535) return undefined
  return { protocol, host: match[2] ?? '', port, path: match[4] ?? '/' }
}
