'use client'
import dynamic from 'next/dynamic'
import { useEffect } from 'react'
import { useExerciseProgress } from '@/components/progress/use-progress'
import { useWorkspace } from '@/components/session/session-context'
import { engineHost } from '@/components/session/engine-host'
import { Divider } from '@/components/ui/divider'
import type { PhoneTab } from '../phone-tabs'
import { startSpending } from '../grade-now'
import { useLayoutShare } from '../use-layout-share'
import { EditorPane } from './editor-pane'
import { SidePane } from './side-pane'
import { useDrafts } from './use-drafts'

const ClusterPane = dynamic(() => import('./cluster-pane').then((module) => module.ClusterPane), { ssr: false, loading: () => <ClusterWait /> })

function ClusterWait() {
  return <p className="cluster-wait">The practice cluster is starting.</p>
}

/** Map and time on top, editor and terminal, grade, events below. The cluster's code comes once the text is there. */
export function Workbench({ phoneTab, isPhone }: { readonly phoneTab: PhoneTab; readonly isPhone: boolean }) {
  const { session, active } = useWorkspace()
  const [mapShare, setMapShare] = useLayoutShare('map', 59.7)
  const [editShare, setEditShare] = useLayoutShare('editor', 50)
  useStarted()
  useDrafts(session)
  const progress = useExerciseProgress(active?.id ?? '')
  if (session === undefined || active === undefined) return null
  const shows = (...tabs: readonly PhoneTab[]) => !isPhone || tabs.includes(phoneTab)
  return (
    <div className="bench" style={{ '--map': `${mapShare}%`, '--editor': `${editShare}%` } as React.CSSProperties}>
      <section className="bench-cluster" aria-label="Cluster and time" hidden={!shows('cluster') || (!isPhone && mapShare === 0)}>
        <ClusterPane key={active.id} session={session} />
      </section>
      <Divider label="Height of the cluster map" direction="horizontal" value={mapShare} min={20} max={80} onMove={setMapShare} />
      <div className="bench-tools" hidden={!shows('edit', 'grade')}>
        <section className="bench-editor" aria-label="Editor" hidden={!shows('edit') || (!isPhone && editShare === 0)}>
          <EditorPane key={active.id} session={session} />
        </section>
        <Divider label="Width of the editor" direction="vertical" value={editShare} min={25} max={75} onMove={setEditShare} />
        <section className="bench-side" aria-label="Terminal, grade and events" hidden={!shows('grade')}>
          <SidePane key={active.id} session={session} brief={active} standing={progress.standing} />
        </section>
      </div>
    </div>
  )
}

/** Starts the engine when the page has nothing better to do, or at once when the learner reaches for the workbench. */
function useStarted(): void {
  const { session } = useWorkspace()
  useEffect(() => {
    if (session === undefined) return undefined
    startSpending(session.id)
    const start = () => engineHost.open(session)
    if (typeof requestIdleCallback === 'undefined') {
      const timer = setTimeout(start, 300)
      return () => clearTimeout(timer)
    }
    const idle = requestIdleCallback(start, { timeout: 2_000 })
    return () => cancelIdleCallback(idle)
  }, [session])
}
