'use client'
import { useSyncExternalStore } from 'react'
import { useProgressState } from '@/components/progress/use-progress'

const why: Readonly<Record<'closed' | 'full' | 'broken', string>> = {
  closed: 'This browser does not let the page store anything: your progress lasts until the page is closed. Export it on My progress to keep it.',
  full: 'The browser’s storage is full: what you do from now on lasts until the page is closed. Export it on My progress, or free some space.',
  broken: 'The browser’s storage stopped answering: what you do from now on lasts until the page is closed. Export it on My progress, then reload.',
}

/** What a learner must know about this page and cannot see elsewhere: offline, and where progress goes. */
export function Notices() {
  const online = useOnline()
  const keeping = useProgressState((state) => state.keeping)
  const aside = useProgressState((state) => state.aside)
  return (
    <div role="status" className="notices">
      {online ? null : <p className="notice">You are offline. This page and its cluster go on working; pages you have not opened yet need the network.</p>}
      {keeping.state === 'kept' ? null : <p className="notice">{why[keeping.why]}</p>}
      {aside === 0 ? null : (
        <p className="notice">
          {aside === 1 ? '1 stored record could not be read' : `${aside} stored records could not be read`} and {aside === 1 ? 'was' : 'were'} set aside, not deleted. Everything else is here.
        </p>
      )}
    </div>
  )
}

function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('online', listener)
      window.addEventListener('offline', listener)
      return () => {
        window.removeEventListener('online', listener)
        window.removeEventListener('offline', listener)
      }
    },
    () => navigator.onLine,
    () => true,
  )
}
