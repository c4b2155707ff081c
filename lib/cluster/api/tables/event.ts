import type { Event } from '@/lib/kube/core/v1.generated'
import { eventToCore } from '../versions/event'
import { ageOf, humanDuration } from './age'
import type { Printer, PrintTime } from './printer'

/** Events of both groups (printers.go printEvent). */
export const eventPrinter: Printer = {
  columns: [
    { name: 'Last Seen' }, { name: 'Type' }, { name: 'Reason' }, { name: 'Object' }, { name: 'Subobject', wide: true }, { name: 'Source', wide: true }, { name: 'Message' },
    { name: 'First Seen', wide: true }, { name: 'Count', wide: true }, { name: 'Name', wide: true },
  ],
  cells: (object, time) => {
    const event = ('involvedObject' in object ? object : eventToCore(object)) as unknown as Event
    const { involvedObject: about = {}, source } = event
    const name = (about.name ?? '') === '' ? (about.kind ?? '').toLowerCase() : `${(about.kind ?? '').toLowerCase()}/${about.name ?? ''}`
    return [
      lastSeen(event, time),
      event.type ?? '',
      event.reason ?? '',
      name,
      about.fieldPath ?? '',
      sourceText(source, event),
      (event.message ?? '').trim(),
      firstSeen(event, time),
      event.series?.count ?? ((event.count ?? 0) === 0 ? 1 : (event.count ?? 1)),
      event.metadata.name,
    ]
  },
}

function lastSeen(event: Event, time: PrintTime): string {
  const at = event.series?.lastObservedTime ?? event.lastTimestamp ?? undefined
  return at === undefined ? firstSeen(event, time) : since(at, time)
}

function firstSeen({ firstTimestamp, eventTime }: Event, time: PrintTime): string {
  return since(firstTimestamp ?? eventTime ?? undefined, time)
}

function since(at: string | undefined, time: PrintTime): string {
  return at === undefined ? ageOf(undefined, time) : humanDuration(time.nowMs - Date.parse(at))
}

function sourceText(source: Event['source'], { reportingComponent = '', reportingInstance = '' }: Event): string {
  const component = (source?.component ?? '') === '' ? reportingComponent : (source?.component ?? '')
  const host = (source?.host ?? '') === '' ? reportingInstance : (source?.host ?? '')
  return host === '' ? component : `${component}, ${host}`
}
