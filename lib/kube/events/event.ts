import type { Event as CoreEvent } from '@/lib/kube/core/v1.generated'
import type { Event as EventsEvent } from '@/lib/kube/events/v1.generated'
import { defineKind } from '../define-kind'
import { isEqual } from '../equality'
import type { FieldError } from '../field-error'
import { invalid, invalids, required } from '../field-error'
import { internalJson } from '../internal-json'
import type { InternalStruct } from '../internal-structs'
import { byteLength, validateDns1123Subdomain, validateQualifiedName } from '../names'
import { validateImmutable, validateObjectMeta, validateObjectMetaUpdate } from '../object-meta'
import { addresses } from '../rare/addresses'

/** An event in the words of core/v1, in which the server checks both of its forms. */
interface CommonEvent {
  readonly namespace: string
  readonly eventTime: string | undefined
  readonly involvedObject: { readonly namespace?: string } | undefined
  readonly reportingController: string
  readonly reportingInstance: string
  readonly action: string
  readonly reason: string
  readonly message: string
}

function tooLongText(field: string, text: string, limit: number): FieldError[] {
  return byteLength(text) > limit ? [invalid(field, '', `can have at most ${String(limit)} characters`)] : []
}

function requiredText(field: string, text: string, limit: number): FieldError[] {
  return [...(text === '' ? [required(field)] : []), ...tooLongText(field, text, limit)]
}

function validateNewStyle(event: CommonEvent): FieldError[] {
  const involved = event.involvedObject?.namespace ?? ''
  const elsewhere = involved === '' && event.namespace !== 'default' && event.namespace !== 'kube-system'
  return [
    ...(elsewhere ? [invalid('involvedObject.namespace', involved, 'does not match event.namespace')] : []),
    ...(event.reportingController === '' ? [required('reportingController')] : []),
    ...invalids('reportingController', event.reportingController, validateQualifiedName(event.reportingController)),
    ...requiredText('reportingInstance', event.reportingInstance, 128),
    ...requiredText('action', event.action, 128),
    ...requiredText('reason', event.reason, 128),
    ...tooLongText('message', event.message, 1024),
  ]
}

/** What every event must be, whichever API it comes by (legacyValidateEvent). */
function validateLegacy(event: CommonEvent): FieldError[] {
  const namespaceErrors = invalids('namespace', event.namespace, validateDns1123Subdomain(event.namespace))
  if (event.eventTime !== undefined) return [...validateNewStyle(event), ...namespaceErrors]
  const involved = event.involvedObject?.namespace ?? ''
  const matches = involved === '' ? event.namespace === 'default' || event.namespace === '' : involved === event.namespace
  return [...(matches ? [] : [invalid('involvedObject.namespace', involved, 'does not match event.namespace')]), ...namespaceErrors]
}

function fromCore(event: CoreEvent): CommonEvent {
  return {
    namespace: event.metadata.namespace ?? '',
    eventTime: event.eventTime ?? undefined,
    involvedObject: event.involvedObject,
    reportingController: event.reportingComponent ?? '',
    reportingInstance: event.reportingInstance ?? '',
    action: event.action ?? '',
    reason: event.reason ?? '',
    message: event.message ?? '',
  }
}

function fromEvents(event: EventsEvent): CommonEvent {
  return {
    namespace: event.metadata.namespace ?? '',
    eventTime: (event.eventTime) ?? undefined,
    involvedObject: event.regarding,
    reportingController: event.reportingController ?? '',
    reportingInstance: event.reportingInstance ?? '',
    action: event.action ?? '',
    reason: event.reason ?? '',
    message: event.note ?? '',
  }
}

function validateSeries(series: EventsEvent['series']): FieldError[] {
  if (series === undefined) return []
  const observed = series.lastObservedTime as string | null | undefined
  return [
    ...(series.count < 2 ? [invalid('series.count', '', 'should be at least 2')] : []),
    ...((observed ?? '') === '' ? [required('series.lastObservedTime')] : []),
  ]
}

const unset = 'needs to be unset'

/** Fields that only the old form of an event may set. */
function validateDeprecated({ deprecatedFirstTimestamp: first, deprecatedLastTimestamp: last, deprecatedCount: count, deprecatedSource: source }: EventsEvent): FieldError[] {
  const hasSource = Object.values(source ?? {}).some((part) => part !== '')
  return [
    ...((first ?? '') === '' ? [] : [invalid('firstTimestamp', '', unset)]),
    ...((last ?? '') === '' ? [] : [invalid('lastTimestamp', '', unset)]),
    ...((count ?? 0) === 0 ? [] : [invalid('count', '', unset)]),
    ...(hasSource ? [invalid('source', '', unset)] : []),
  ]
}

function validateEventsCreate(event: EventsEvent): FieldError[] {
  const type = event.type ?? ''
  return [
    ...validateLegacy(fromEvents(event)),
    ...validateObjectMeta(event.metadata, true, validateDns1123Subdomain),
    ...validateSeries(event.series),
    ...(fromEvents(event).eventTime === undefined ? [required('eventTime')] : []),
    ...(type === 'Normal' || type === 'Warning' ? [] : [invalid('type', '', `has invalid value: ${type}`)]),
    ...validateDeprecated(event),
  ]
}

const immutable = [
  ['involvedObject', 'regarding'], ['reason', 'reason'], ['message', 'note'], ['source', 'deprecatedSource'], ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'], ['count', 'deprecatedCount'], ['reason', 'reason'], ['type', 'type'], ['eventTime', 'eventTime'], ['action', 'action'],
  ['related', 'related'], ['reportingController', 'reportingController'], ['reportingInstance', 'reportingInstance'],
] as const

const structs: Readonly<Record<string, InternalStruct | undefined>> = { involvedObject: 'ObjectReference', related: 'ObjectReference', source: 'EventSource' }

function validateEventsUpdate(event: EventsEvent, old: EventsEvent): FieldError[] {
  return [
    ...validateLegacy(fromEvents(event)),
    ...validateObjectMetaUpdate(event.metadata, old.metadata),
    ...(isEqual(event.series, old.series) ? [] : validateSeries(event.series)),
    ...immutable.flatMap(([field, property]) => {
      const struct = structs[field]
      const shown = (value: unknown): unknown => (struct === undefined || (property === 'related' && value === undefined) ? value : internalJson(struct, { ...(value as object | undefined) }))
      return validateImmutable(shown(event[property] ?? (typeof old[property] === 'string' && property !== 'eventTime' ? '' : undefined)), shown(old[property]), field)
    }),
  ]
}

const coreKind = defineKind<CoreEvent>(addresses.coreEvent)
const eventsKind = defineKind<EventsEvent>(addresses.eventsEvent)

/** Event as core/v1 has it: hardly checked, so that old clients may write what they always wrote (ValidateEventCreate). */
export const coreEvent = {
  ...coreKind,
  validate: (object) => validateLegacy(fromCore(object as CoreEvent)),
  validateUpdate: (object) => validateLegacy(fromCore(object as CoreEvent)),
} satisfies typeof coreKind

/** Event as events.k8s.io/v1 has it: complete, and immutable but for its series. */
export const eventsEvent = {
  ...eventsKind,
  validate: (object) => validateEventsCreate(object as EventsEvent),
  validateUpdate: (object, old) => validateEventsUpdate(object as EventsEvent, old as EventsEvent),
} satisfies typeof eventsKind
