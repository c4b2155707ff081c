import type { KindDefinition } from '@/lib/kube/kind'
import type { Event } from '@/lib/kube/core/v1.generated'
import { isFailure } from '../../failure'
import { call, clock, type Invocation, type Running } from '../../command'
import { isObject, valueAt, type JsonObject } from '../../json'
import { printColumns } from '../../print/columns'
import { toYaml } from '../../print/yaml'

/** One object in words: its metadata and spec, and its events. Kinds with a drawing of their own stand beside this file. */
export function* describeObject(invocation: Invocation, definition: KindDefinition, object: JsonObject, withEvents: boolean): Running<string> {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {}
  const head = [
    ['Name:', String(metadata['name'])],
    ...(definition.namespaced ? [['Namespace:', String(metadata['namespace'])]] : []),
    ['Labels:', pairs(metadata['labels'])],
    ['Annotations:', pairs(metadata['annotations'])],
  ]
  const { metadata: _metadata, kind: _kind, apiVersion: _apiVersion, ...rest } = object
  const events = withEvents ? yield* eventsOf(invocation, object) : ''
  return `${printColumns(head)}${toYaml(rest)}${events}`
}

function pairs(map: unknown): string {
  const entries = isObject(map) ? Object.entries(map).filter(([key]) => key !== 'kubectl.kubernetes.io/last-applied-configuration') : []
  return entries.length === 0 ? '<none>' : entries.map(([key, value]) => `${key}=${String(value)}`).join('\n              ')
}

/** The Events block of `describe`. */
export function* eventsOf(invocation: Invocation, object: JsonObject): Running<string> {
  const uid = String(valueAt(object, ['metadata', 'uid']))
  const namespace = String(valueAt(object, ['metadata', 'namespace']) ?? 'default')
  const response = yield* call(invocation, 'GET', `/api/v1/namespaces/${namespace}/events?fieldSelector=involvedObject.uid%3D${uid}&limit=500`)
  if (isFailure(response.body)) return ''
  const events = (response.body as { readonly items: readonly Event[] }).items
  if (events.length === 0) return 'Events:  <none>\n'
  const { nowMs, epochMs } = yield* clock()
  const age = (time: string | undefined) => duration(epochMs + nowMs - Date.parse(time ?? ''))
  const rows = events.map((event) => [event.type ?? '', event.reason ?? '', (event.count ?? 1) > 1 ? `${age(event.lastTimestamp ?? undefined)} (x${event.count ?? 1} over ${age(event.firstTimestamp ?? undefined)})` : age(event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp), event.source?.component ?? event.reportingComponent ?? '', (event.message ?? '').trim()])
  const table = printColumns([['Type', 'Reason', 'Age', 'From', 'Message'], ['----', '------', '----', '----', '-------'], ...rows])
  return `Events:\n${table.replace(/^(?=.)/gm, '  ')}`
}

/** An age as kubectl prints it (apimachinery pkg/util/duration HumanDuration). */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (Number.isNaN(ms)) return '<unknown>'
  if (seconds < 120) return `${seconds}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 10) return seconds % 60 === 0 ? `${minutes}m` : `${minutes}m${seconds % 60}s`
  if (minutes < 180) return `${minutes}m`
  const hours = Math.floor(minutes / 60)
  if (hours < 8) return minutes % 60 === 0 ? `${hours}h` : `${hours}h${minutes % 60}m`
  if (hours < 48) return `${hours}h`
  return `${Math.floor(hours / 24)}d`
}
