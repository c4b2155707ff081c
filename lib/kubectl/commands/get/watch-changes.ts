import { isFailure } from '../../failure'
import { call, idle, refuse, type Invocation, type Running } from '../../command'
import type { JsonObject } from '../../json'
import { endOfRequest } from './end-of-request'

interface Watching {
  readonly accept?: string
  /** The version after which changes are told. */
  readonly from: string
  /** Selectors. */
  readonly query: Readonly<Record<string, string>>
}

/** Tells every change of a collection until it is stopped; --request-timeout ends the watch without a word. */
export function* watchChanges(invocation: Invocation, path: string, { accept = 'application/json', from, query }: Watching, tell: (type: string, object: JsonObject) => Running<void>): Running<void> {
  const endMs = yield* endOfRequest(invocation)
  let resourceVersion = from
  for (;;) {
    const asked = new URLSearchParams({ watch: 'true', resourceVersion, ...query })
    const { body, watch = { events: [], resourceVersion } } = yield* call(invocation, 'GET', `${path}?${asked.toString()}`, { accept })
    if (isFailure(body)) refuse(body)
    for (const { type, object } of watch.events) yield* tell(type, object as JsonObject)
    resourceVersion = watch.resourceVersion
    const nowMs = yield* idle(endMs)
    if (endMs !== undefined && nowMs >= endMs) return
  }
}
