import { ageOf } from '@/lib/cluster/api/tables/age'
import { isFailure } from '../../failure'
import { call, clock, type Invocation, type Running } from '../../command'
import type { JsonObject } from '../../json'
import { has, list, map, number, orElse, text } from './fields'

/** The Events block of `describe`, oldest first. A Node's are those of its uid and of its name, which its kubelet takes for a uid. */
export function* eventLines(invocation: Invocation, kind: string, object: JsonObject): Running<string[]> {
  const { uid, name } = map(object, 'metadata')
  const mirrored = kind === 'Pod' ? text(object, 'metadata', 'annotations', 'kubernetes.io/config.mirror') : ''
  const found: JsonObject[] = []
  for (const one of [orElse(mirrored, String(uid)), ...(kind === 'Node' ? [String(name)] : [])]) found.push(...(yield* eventsAbout(invocation, kind, object, one)))
  const events = found.sort((a, b) => (text(a, 'lastTimestamp') < text(b, 'lastTimestamp') ? -1 : text(a, 'lastTimestamp') > text(b, 'lastTimestamp') ? 1 : 0))
  if (events.length === 0) return ['Events:\t<none>']
  const { nowMs, epochMs } = yield* clock()
  return ['Events:', '  Type\tReason\tAge\tFrom\tMessage', '  ----\t------\t----\t----\t-------', ...events.map((event) => `  ${eventRow(event, epochMs + nowMs).join('\t')}`)]
}

/** Events of one object; of Pods and Nodes whatever kind they say they are about (kubectl pkg/describe searchEvents). */
function* eventsAbout(invocation: Invocation, kind: string, object: JsonObject, uid: string): Running<readonly JsonObject[]> {
  const namespace = text(object, 'metadata', 'namespace')
  const fields = [`involvedObject.name=${text(object, 'metadata', 'name')}`, ...(namespace === '' ? [] : [`involvedObject.namespace=${namespace}`]), ...(kind === 'Pod' ? [] : [`involvedObject.kind=${kind}`]), `involvedObject.uid=${uid}`]
  const path = namespace === '' ? '/api/v1/events' : `/api/v1/namespaces/${namespace}/events`
  const response = yield* call(invocation, 'GET', `${path}?fieldSelector=${encodeURIComponent(fields.join(','))}&limit=500`)
  return isFailure(response.body) ? [] : list(response.body, 'items')
}

function eventRow(event: JsonObject, now: number): string[] {
  const field = text(event, 'involvedObject', 'fieldPath')
  return [text(event, 'type'), text(event, 'reason'), intervalText(event, now), orElse(text(event, 'source', 'component'), text(event, 'reportingComponent')), `${field === '' ? '' : `${field}: `}${text(event, 'message').trim()}`]
}

/** `5s`, or `1s (x3 over 17s)` where it happened several times. */
export function intervalText(event: JsonObject, now: number): string {
  const age = (time: string) => ageOf(time, { nowMs: now })
  const first = age(orElse(text(event, 'eventTime'), text(event, 'firstTimestamp')))
  if (has(event, 'series')) return `${age(text(event, 'series', 'lastObservedTime'))} (x${text(event, 'series', 'count')} over ${first})`
  return number(event, 'count') > 1 ? `${age(text(event, 'lastTimestamp'))} (x${text(event, 'count')} over ${first})` : first
}
