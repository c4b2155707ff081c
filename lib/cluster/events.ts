import type { Event } from '@/lib/kube/core/v1.generated'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import { correlate, forgetOldest, rememberEvent, type Series, type Spoken } from './event-correlation'
import type { Working } from './working/working'

/** What is to be said about an object. */
export interface Occurrence {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  /** Who says it: `deployment-controller`, `kubelet` … */
  readonly component: string
  /** The node whose kubelet says it. */
  readonly host?: string
  /** Part of the object: `spec.containers{web}`. */
  readonly fieldPath?: string
  /** Given by users of the newer events API alone (the scheduler: `Binding`): repeats are a series then, and nothing is combined. */
  readonly action?: string
}

/** An object as far as an event refers to it. */
export type Involved = Pick<KubeObject, 'apiVersion' | 'kind'> & { readonly metadata: { readonly name?: string; readonly namespace?: string; readonly uid?: string; readonly resourceVersion?: string } }

/**
 * Writes an Event about an object as client-go's recorders do: a repeat raises the count, similar ones are combined from the tenth on, and one object
 * gets 25 in a burst from one source and then one in five minutes (tools/record/events_cache.go). A namespace that is going away takes no new ones.
 */
export function recordEvent(working: Working, about: Involved, occurrence: Occurrence): void {
  if (occurrence.action === undefined) recordCounted(working, about, occurrence)
  else recordSeries(working, about, occurrence, occurrence.action)
}

function recordCounted(working: Working, about: Involved, occurrence: Occurrence): void {
  const cache = working.table<Spoken>('events')
  forgetOldest(cache)
  const { kind, metadata } = about
  const source = `${occurrence.component}|${occurrence.host ?? ''}|${kind}|${metadata.namespace ?? ''}|${metadata.name ?? ''}|${metadata.uid ?? ''}|${occurrence.type}`
  const what = occurrence.fieldPath === undefined ? occurrence.reason : `${occurrence.reason}|${occurrence.fieldPath}`
  const correlated = correlate(cache, source, what, occurrence.message, working.now)
  if (correlated === undefined) return
  const { counted, message, known } = correlated
  const present = knownEvent(working, about, known)
  if (present !== undefined) {
    working.put(objectKey('', 'events', namespaceOf(about), present.metadata.name), { ...present, message, lastTimestamp: working.timestamp(), count: (present.count ?? 1) + 1 } as KubeObject)
    return
  }
  const stored = create(working, about, occurrence, {
    reason: occurrence.reason,
    message,
    source: { component: occurrence.component, ...(occurrence.host === undefined ? {} : { host: occurrence.host }) },
    firstTimestamp: working.timestamp(),
    lastTimestamp: working.timestamp(),
    count: 1,
    type: occurrence.type,
    eventTime: null,
    reportingComponent: occurrence.component,
    reportingInstance: occurrence.host ?? '',
  })
  if (stored !== undefined) rememberEvent(cache, source, what, counted, stored)
}

/** Repeats within six minutes make a series: the second starts it, the recorder writes its count every six minutes. */
function recordSeries(working: Working, about: Involved, occurrence: Occurrence, action: string): void {
  const cache = working.table<Series>('event-series')
  forgetOldest(cache)
  const { kind, metadata } = about
  const key = `${occurrence.component}|${action}|${occurrence.reason}|${kind}|${metadata.namespace ?? ''}|${metadata.name ?? ''}|${metadata.uid ?? ''}|${metadata.resourceVersion ?? ''}`
  const present = knownEvent(working, about, cache.get(key)?.name)
  if (present !== undefined && present.type === occurrence.type) {
    const lastObservedTime = microTime(working)
    const series = { count: (present.series?.count ?? 1) + 1, lastObservedTime }
    if (present.series === undefined) working.put(objectKey('', 'events', namespaceOf(about), present.metadata.name), { ...present, series } as KubeObject)
    return
  }
  const stored = create(working, about, occurrence, {
    reason: occurrence.reason,
    message: occurrence.message,
    source: {},
    firstTimestamp: null,
    lastTimestamp: null,
    type: occurrence.type,
    eventTime: microTime(working),
    action,
    reportingComponent: occurrence.component,
    reportingInstance: `${occurrence.component}-control-plane`,
  })
  if (stored !== undefined) cache.set(key, { name: stored })
}

/** The Event of that name, if it is still there. */
function knownEvent(working: Working, about: Involved, name: string | undefined): Event | undefined {
  return name === undefined ? undefined : (working.get(objectKey('', 'events', namespaceOf(about), name)) as Event | undefined)
}

function create(working: Working, about: Involved, occurrence: Occurrence, content: object): string | undefined {
  const namespace = namespaceOf(about)
  if (working.get(objectKey('', 'namespaces', '', namespace))?.metadata.deletionTimestamp !== undefined) return undefined
  const name = eventName(working, about.metadata.name ?? '', namespace)
  const event = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name, namespace, uid: working.uid(), creationTimestamp: working.timestamp() },
    involvedObject: referenceTo(about, occurrence.fieldPath),
    ...content,
  } as unknown as KubeObject
  working.put(objectKey('', 'events', namespace, name), event)
  return name
}

function referenceTo({ apiVersion, kind, metadata }: Involved, fieldPath: string | undefined): object {
  const { namespace, name, uid, resourceVersion } = metadata
  const involved: Record<string, unknown> = namespace === undefined ? { kind, name, uid, apiVersion } : { kind, namespace, name, uid, apiVersion }
  if (resourceVersion !== undefined) involved['resourceVersion'] = resourceVersion
  if (fieldPath !== undefined) involved['fieldPath'] = fieldPath
  return involved
}

/** `web.17a…`: the time in nanoseconds, in hexadecimal. Simulated time has no nanoseconds, so the next free one is taken. */
function eventName(working: Working, about: string, namespace: string): string {
  const prefix = objectKey('', 'events', namespace, `${about}.`)
  const atMs = working.epochMs + working.now
  let suffix = nanosecondsOf(atMs)
  for (let nanosecond = 1n; working.get(`${prefix}${suffix}`) !== undefined; nanosecond += 1n) suffix = hexadecimal(atMs, nanosecond)
  return `${about}.${suffix}`
}

/** The last answer is kept: many events fall into one moment. */
let last = { atMs: -1, text: '' }

function nanosecondsOf(atMs: number): string {
  if (last.atMs !== atMs) last = { atMs, text: hexadecimal(atMs, 0n) }
  return last.text
}

function hexadecimal(atMs: number, nanosecond: bigint): string {
  return (BigInt(atMs) * 1_000_000n + nanosecond).toString(16)
}

function namespaceOf(about: Involved): string {
  return about.metadata.namespace ?? 'default'
}

function microTime(working: Working): string {
  return `${new Date(working.epochMs + working.now).toISOString().slice(0, 23)}000Z`
}
