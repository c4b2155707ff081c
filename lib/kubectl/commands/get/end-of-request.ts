import { clock, type Invocation, type Running } from '../../command'
import { timeoutOf } from '../../connection'
import { flag } from '../../flags'

/** When --request-timeout ends a request that begins now; undefined: it does not. */
export function* endOfRequest({ flags }: Invocation): Running<number | undefined> {
  const timeoutMs = timeoutOf(flag(flags, 'request-timeout') ?? '0') ?? 0
  return timeoutMs > 0 ? (yield* clock()).nowMs + timeoutMs : undefined
}
