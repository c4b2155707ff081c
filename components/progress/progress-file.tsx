'use client'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { readExport, writeExport } from '@/lib/progress/export-file'
import { deleteEverything, importEvents } from './progress-store'
import { useProgressState } from './use-progress'

/** Larger files are none of ours, and not even read. */
const maxBytes = 50_000_000

/** Everything recorded, as one file to take along; and away with it. */
export function ProgressFile() {
  const events = useProgressState((state) => state.events)
  const [say, setSay] = useState('')
  const [deleting, setDeleting] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const importFile = async (chosen: File) => {
    const tooLarge = { ok: false as const, say: 'This file is not a progress file: it is too large for one.' }
    const read = chosen.size > maxBytes ? tooLarge : readExport(await chosen.text())
    setSay(read.ok ? sayAdded(await importEvents(read.events)) : read.say)
  }
  return (
    <section className="progress-file">
      <h2>Your records</h2>
      <p>
        {events.length === 0 ? 'Nothing is recorded yet.' : `${events.length} ${events.length === 1 ? 'record' : 'records'}, in this browser alone.`} A file takes them to another machine; what is there already is kept.
      </p>
      <p className="progress-buttons">
        <Button disabled={events.length === 0} onClick={() => download(writeExport(events))}>
          Export
        </Button>
        <Button onClick={() => file.current?.click()}>Import</Button>
        <input
          ref={file}
          className="unseen"
          type="file"
          accept="application/json,.json"
          tabIndex={-1}
          aria-label="Progress file"
          onChange={(event) => {
            const chosen = event.target.files?.[0]
            event.target.value = ''
            if (chosen !== undefined) importFile(chosen).catch(() => setSay('This file could not be read.'))
          }}
        />
        {deleting ? (
          <>
            <Button
              onClick={() => {
                setDeleting(false)
                deleteEverything().then(
                  () => setSay('Everything was deleted.'),
                  () => setSay('The browser refused to delete its storage. Clear this site’s data in its settings.'),
                )
              }}
            >
              Delete everything, for all learners here
            </Button>
            <Button look="quiet" onClick={() => setDeleting(false)}>
              Keep it
            </Button>
          </>
        ) : (
          <Button look="quiet" disabled={events.length === 0} onClick={() => setDeleting(true)}>
            Delete everything
          </Button>
        )}
      </p>
      <p role="status" className="progress-say">
        {say}
      </p>
    </section>
  )
}

function sayAdded(added: number): string {
  if (added === 0) return 'Everything in this file was here already.'
  return added === 1 ? '1 record was taken in.' : `${added} records were taken in.`
}

function download(text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = `desired-state-progress-${new Date().toISOString().slice(0, 10)}.json`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
