import { isFailure } from '../../failure'
import { call, clock, type Invocation, type Running } from '../../command'
import { isObject, type JsonObject } from '../../json'
import { list, number, orElse, text } from './fields'

/** The Events block of `describe`, oldest first. */
export function* eventLines(invocation: Invocation, object: JsonObject): Running<string[]> {
  const namespace = text(object, 'metadata', 'namespace')
  const fields = `involvedObject.name=${text(object, 'metadata', 'name')},involvedObject.namespace=${namespace},involvedObject.uid=${text(object, 'metadata', 'uid')}`
  const path = namespace === '' ? '/api/v1/events' : `/api/v1/namespaces/${namespace}/events`
  const response = yield* call(invocation, 'GET', `${path}?fieldSelector=${encodeURIComponent(namespace === '' ? fields.replace('involvedObject.namespace=,', '') : fields)}&limit=500`)
  if (isFailure(response.body) || !isObject(response.body)) return []
  const events = [...list(response.body, 'items')].sort((a, b) => (text(a, 'lastTimestamp') < text(b, 'lastTimestamp') ? -1 : text(a, 'lastTimestamp') > text(b, 'lastTimestamp') ? 1 : 0))
  if (events.length === 0) return ['Events:\t<none>']
  const { nowMs, epochMs } = yield* clock()
  return ['Events:', '  Type\tReason\tAge\tFrom\tMessage', '  ----\t------\t----\t----\t-------', ...events.map((event) => `  ${eventRow(event, epochMs + nowMs).join('\t')}`)]
}

function eventRow(event: JsonObject, now: number): string[] {
  const age = (time: string) => (time === '' ? '<unknown>' : duration(now - Date.parse(time)))
  const first = orElse(text(event, 'firstTimestamp'), text(event, 'eventTime'))
  const count = number(event, 'count')
  const interval = count > 1 ? `${age(text(event, 'lastTimestamp'))} (x${String(count)} over ${age(first)})` : age(first)
  const field = text(event, 'involvedObject', 'fieldPath')
  return [text(event, 'type'), text(event, 'reason'), interval, orElse(text(event, 'source', 'component'), text(event, 'reportingComponent')), `${field === '' ? '' : `${field}: `}${text(event, 'message').trim()}`]
}

/** An age as kubectl prints it (apimachinery pkg/util/duration HumanDuration). */
export function duration(ms: number): string {
  if (Number.isNaN(ms)) return '<unknown>'
  const seconds = Math.floor(ms / 1000)
  if (seconds < -1) return '<invalid>'
  if (seconds < 120) return `${String(Math.max(0, seconds))}s`
  const minutes = Math.floor(seconds / 60)
  const both = (large: number, unit: string, small: number, smaller: string) => `${String(large)}${unit}${small === 0 ? '' : `${String(small)}${smaller}`}`
  if (minutes < 10) return both(minutes, 'm', seconds % 60, 's')
  if (minutes < 180) return `${String(minutes)}m`
  const hours = Math.floor(minutes / 60)
  if (hours < 8) return both(hours, 'h', minutes % 60, 'm')
  if (hours < 48) return `${String(hours)}h`
  const days = Math.floor(hours / 24)
  if (hours < 192) return both(days, 'd', hours % 24, 'h')
  return days < 730 ? `${String(days)}d` : both(Math.floor(days / 365), 'y', days % 365, 'd')
}
