'use client'
import { useEffect, useRef } from 'react'
import { stringify } from 'yaml'
import type { Event } from '@/lib/kube/core/v1.generated'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import type { ShownEvents } from '@/lib/session/shown-events'
import { explainBox, nameOf } from './explain-object'
import type { MapModel } from './map-model'
import { refOf, type ClusterSnapshot } from './snapshot'
import { CodeText } from '@/components/ui/code-text'

export interface ObjectPanelProps {
  readonly id: string
  readonly snapshot: ClusterSnapshot
  readonly events: ShownEvents
  readonly model: MapModel
  readonly onClose: () => void
  readonly side?: 'left' | 'right'
}

/** One object opened: why it is so, its Events, its YAML. */
export function ObjectPanel({ id, snapshot, events: all, model, onClose, side = 'right' }: ObjectPanelProps) {
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [id])
  const why = explainBox(id, model)
  const object = objectOf(id, snapshot)
  const events = eventsOf(id, all.read())
  return (
    <aside className="map-panel" data-side={side} aria-label={nameOf(id)} onKeyDown={(event) => (event.key === 'Escape' ? onClose() : undefined)}>
      <header>
        <h3 ref={head} tabIndex={-1}>
          {nameOf(id)}
        </h3>
        <button type="button" className="map-button" onClick={onClose}>
          Close
        </button>
      </header>
      {why === undefined ? null : (
        <section>
          <h4>{why.question}</h4>
          <p>
            <CodeText text={why.answer} />
          </p>
        </section>
      )}
      <section>
        <h4>Events</h4>
        {events.length === 0 ? (
          <p className="map-quiet-text">None.</p>
        ) : (
          <ol className="map-events">
            {events.map((event) => (
              <li key={event.metadata.uid} data-type={event.type}>
                <strong>{`${event.type === 'Warning' ? '✕ ' : ''}${event.reason ?? ''}`}</strong>
                {(event.count ?? 1) > 1 ? ` ×${event.count ?? 1}` : ''}
                <span>{event.message}</span>
              </li>
            ))}
          </ol>
        )}
      </section>
      {object === undefined ? null : (
        <section>
          <h4>YAML</h4>
          <pre tabIndex={0}>{yamlOf(object)}</pre>
        </section>
      )}
    </aside>
  )
}

/** The object behind a box. */
export function objectOf(id: string, snapshot: ClusterSnapshot): KubeObject | undefined {
  const { kind, namespace, name } = refOf(id)
  for (const object of snapshot.objects.values()) if (object.kind === kind && object.metadata.name === name && (object.metadata.namespace ?? '') === namespace) return object
  return undefined
}

/** Its Events, the newest first. */
export function eventsOf(id: string, events: ReadonlyMap<ObjectKey, KubeObject>): Event[] {
  const { kind, namespace, name } = refOf(id)
  const found: Event[] = []
  for (const object of events.values()) {
    const event = object as Event
    const about = event.involvedObject
    if (about?.kind === kind && about.name === name && (about.namespace ?? '') === namespace) found.push(event)
  }
  return found.sort((a, b) => ((a.lastTimestamp ?? a.eventTime ?? '') < (b.lastTimestamp ?? b.eventTime ?? '') ? 1 : -1))
}

/** What `kubectl get -o yaml` shows, without the bookkeeping of apply. */
export function yamlOf(object: KubeObject): string {
  const { managedFields: _fields, annotations, ...metadata } = object.metadata
  const { 'kubectl.kubernetes.io/last-applied-configuration': _applied, ...kept } = annotations ?? {}
  return stringify({ ...object, metadata: { ...metadata, ...(Object.keys(kept).length > 0 ? { annotations: kept } : {}) } }, { lineWidth: 0 })
}
