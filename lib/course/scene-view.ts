import type { SceneReading, SceneRequest, SceneView } from './scene'

/** How many of the last requests a figure counts. */
const counted = 20

/** The last requests to a URL (its beginning), the newest last. */
export function lastRequests(view: SceneView, urlStart = ''): readonly SceneRequest[] {
  return view.requests.filter((request) => request.url.startsWith(urlStart)).slice(-counted)
}

/** The newest request; the first to look at when a sentence is made. */
export function latest(view: SceneView, urlStart = ''): SceneRequest | undefined {
  return view.requests.findLast((request) => request.url.startsWith(urlStart))
}

/** `answered: 18 of 20`. */
export function answeredReading(view: SceneView, urlStart = '', label = 'answered'): SceneReading {
  const last = lastRequests(view, urlStart)
  const answered = last.filter((request) => request.result.answered).length
  return { label, value: last.length === 0 ? '–' : `${answered} of ${last.length}`, ...(last.length === 0 ? {} : { state: answered === last.length ? 'ready' : 'failing' }) }
}

/** A request's end, as a table's cell has it. */
export function outcomeOf(request: SceneRequest | undefined): { readonly text: string; readonly state: 'ready' | 'failing' | 'none' } {
  if (request === undefined) return { text: '–', state: 'none' }
  if (request.result.answered) return { text: '✓ answered', state: 'ready' }
  return { text: `✕ ${request.result.failure?.replaceAll('-', ' ') ?? 'failed'}`, state: 'failing' }
}

/** The sentence of the hop at which a request failed; undefined where it was answered. */
export function failedHop(request: SceneRequest | undefined): string | undefined {
  return request?.result.hops.findLast((hop) => !hop.ok)?.say
}
