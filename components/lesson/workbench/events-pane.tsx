'use client'
import { EventsTable } from '@/components/events/events-table'
import { useSession } from '@/components/session/session-context'
import { usePaced } from '@/components/ui/use-paced'
import type { Session } from '@/lib/session/session'

/** The table is drawn this often, in real milliseconds: nobody reads faster. */
const everyMs = 300

/** What a cluster's clock counts from when nothing else is said (lib/cluster/cluster.ts). */
const epochMs = Date.UTC(2026, 0, 1)

export function EventsPane({ session }: { readonly session: Session }) {
  const shown = usePaced(useSession(session, (state) => state.shown), everyMs)
  if (shown === undefined) return <p className="cluster-wait">The practice cluster is starting.</p>
  return <EventsTable events={shown.events.read()} namespace="default" wallMs={epochMs + shown.now} />
}
