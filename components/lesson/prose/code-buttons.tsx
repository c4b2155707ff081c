'use client'
import { useWorkspace } from '@/components/session/session-context'
import { Button } from '@/components/ui/button'
import { showPanel } from '../workbench/panel-request'

/** Puts the text into the file of that title, or into the one that is open; what stood there can be undone in the editor. */
export function InsertButton({ text, title }: { readonly text: string; readonly title: string | undefined }) {
  const { session } = useWorkspace()
  if (session === undefined) return null
  const insert = () => {
    const file = title ?? session.state.active
    session.addFile(file)
    session.edit(file, `${text}\n`)
    showPanel('edit')
  }
  return (
    <Button look="light" onClick={insert} aria-label={title === undefined ? 'Insert into the editor' : `Insert ${title} into the editor`}>
      Insert
    </Button>
  )
}

export function RunButton({ line }: { readonly line: string }) {
  const { session } = useWorkspace()
  if (session === undefined) return null
  const run = () => {
    showPanel('terminal')
    session.run(line)
  }
  return (
    <Button look="light" onClick={run} aria-label={`Run ${line}`}>
      Run
    </Button>
  )
}
