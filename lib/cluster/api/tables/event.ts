import type { Event } from '@/lib/kube/core/v1.generated'
import { eventToCore } from '../versions/event'
import { ageOf, humanDuration } from './age'
import { orElse } from './or-else'
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
    const { type = '', reason = '', message = '', metadata } = event
    const { fieldPath = '' } = about
    return [lastSeen(event, time), type, reason, aboutText(about), fieldPath, sourceText(source, event), message.trim(), firstSeen(event, time), countOf(event), metadata.name]
  },
}

function aboutText({ kind = '', name = '' }: Partial<NonNullable<Event['involvedObject']>>): string {
  return name === '' ? kind.toLowerCase() : `${kind.toLowerCase()}/${name}`
}

function countOf({ series, count = 0 }: Event): number {
  return series?.count ?? (count === 0 ? 1 : count)
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
  const component = orElse(source?.component, reportingComponent)
  const host = orElse(source?.host, reportingInstance)
  return host === '' ? component : `${component}, ${host}`
}
