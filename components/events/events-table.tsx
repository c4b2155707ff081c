'use client'
import { memo, useMemo } from 'react'
import './events.css'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import { ago, eventRows } from './event-rows'

export interface EventsTableProps {
  readonly events: ReadonlyMap<ObjectKey, KubeObject>
  readonly namespace: string
  /** The cluster's own clock, in Unix milliseconds: its epoch and the simulated time. */
  readonly wallMs: number
}

/** The namespace's Events, the newest first; warnings carry a cross. */
export const EventsTable = memo(function EventsTable({ events, namespace, wallMs }: EventsTableProps) {
  const rows = useMemo(() => eventRows(events, namespace), [events, namespace])
  if (rows.length === 0) return <p className="events-none">No events in namespace {namespace} yet. What controllers and nodes report appears here.</p>
  return (
    <div className="events" tabIndex={0} role="region" aria-label="Events">
      <table>
        <thead>
          <tr>
            <th scope="col">Last seen</th>
            <th scope="col">Reason</th>
            <th scope="col">Object</th>
            <th scope="col">Message</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-type={row.type}>
              <td>
                {ago(row.lastSeen, wallMs)}
                {row.count > 1 ? <span className="events-count"> ×{row.count}</span> : null}
              </td>
              <td>{row.type === 'Warning' ? `✕ ${row.reason}` : row.reason}</td>
              <td>
                <code>{row.object}</code>
              </td>
              <td>{row.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
})
