import type { Shown } from '@/lib/session/timeline'
import { eventRows } from '../events/event-rows'

/** So many of them stand below a figure. */
const most = 5

/** The newest Events, the newest first: what controllers, scheduler and kubelets say they did. */
export function SceneEvents({ events, namespace }: { readonly events: Shown['events']; readonly namespace: string }) {
  const rows = eventRows(events.read(), namespace).slice(0, most)
  return (
    <section className="fig-events" aria-label="Events, the newest first">
      <p>Events, the newest first</p>
      <ol>
        {rows.map((row) => (
          <li key={row.id} data-type={row.type}>
            <b>{row.reason}</b> <span>{row.object}</span> {row.message}
            {row.count > 1 ? ` (${row.count}×)` : ''}
          </li>
        ))}
      </ol>
    </section>
  )
}
