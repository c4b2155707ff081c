'use client'
import { EventsTable } from '@/components/events/events-table'
import { useSession } from '@/components/session/session-context'
import type { Session } from '@/lib/session/session'

/** What a cluster's clock counts from when nothing else is said (lib/cluster/cluster.ts). */
const epochMs = Date.UTC(2026, 0, 1)

export function EventsPane({ session }: { readonly session: Session }) {
  const shown = useSession(session, (state) => state.shown)
  if (shown === undefined) return <p className="cluster-wait">The practice cluster is starting.</p>
  return <EventsTable objects={shown.objects} namespace="default" wallMs={epochMs + shown.now} />
}
