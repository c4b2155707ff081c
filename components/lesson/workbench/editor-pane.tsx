'use client'
import { useEffect, useState } from 'react'
import { record } from '@/components/progress/progress-store'
import { useSession } from '@/components/session/session-context'
import { Button } from '@/components/ui/button'
import { panelId, tabId, Tabs } from '@/components/ui/tabs'
import type { Session } from '@/lib/session/session'
import { DiffView } from './diff-view'
import { onPanelRequest } from './panel-request'
import { EditorView } from './editor-view'

type Mode = 'edit' | 'diff' | 'reset'

/** The exercise's files: one tab each, a comparison with what was given, and the way back to it. */
export function EditorPane({ session }: { readonly session: Session }) {
  const files = useSession(session, (state) => state.files)
  const active = useSession(session, (state) => state.active)
  const starter = useSession(session, (state) => state.starter)
  const [mode, setMode] = useState<Mode>('edit')
  useEffect(
    () =>
      onPanelRequest((panel) => {
        if (panel === 'edit') setMode('edit')
      }),
    [],
  )
  const reset = () => {
    session.reset()
    record({ type: 'DraftsReset', exercise: session.id })
    setMode('edit')
  }
  const name = `file-${session.id.replace('/', '-')}`
  return (
    <>
      <div className="pane-head">
        <Tabs label="Files" name={name} chosen={active} onChoose={(file) => session.choose(file)} tabs={Object.keys(files).map((file) => ({ id: file, text: <FileName file={file} changed={files[file] !== starter[file]} /> }))} />
        <span className="pane-tools">
          <button type="button" aria-pressed={mode === 'diff'} onClick={() => setMode(mode === 'diff' ? 'edit' : 'diff')}>
            Diff
          </button>
          <button type="button" aria-pressed={mode === 'reset'} onClick={() => setMode(mode === 'reset' ? 'edit' : 'reset')}>
            Reset
          </button>
        </span>
      </div>
      <div className="pane-body" role="tabpanel" id={panelId(name)} aria-labelledby={tabId(name, active)}>
        {mode === 'reset' ? (
          <p className="editor-ask">
            Files and cluster go back to how they were given. What you wrote is gone then. <Button onClick={reset}>Reset</Button> <Button onClick={() => setMode('edit')}>Keep it</Button>
          </p>
        ) : null}
        {mode === 'diff' ? <DiffView before={starter[active] ?? ''} after={files[active] ?? ''} /> : <EditorView key={active} session={session} file={active} />}
      </div>
    </>
  )
}

function FileName({ file, changed }: { readonly file: string; readonly changed: boolean }) {
  return (
    <>
      {file}
      {changed ? (
        <span className="file-changed" title="changed">
          <span className="unseen">, changed</span>
        </span>
      ) : null}
    </>
  )
}
