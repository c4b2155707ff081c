'use client'
import { useSession } from '@/components/session/session-context'
import { Terminal } from '@/components/terminal/terminal'
import type { Session } from '@/lib/session/session'

export function TerminalPane({ session }: { readonly session: Session }) {
  const log = useSession(session, (state) => state.log)
  const running = useSession(session, (state) => state.running)
  const ready = useSession(session, (state) => state.engine === 'running')
  return (
    <Terminal
      log={log}
      running={running}
      ready={ready}
      onRun={(line) => session.run(line)}
      onInterrupt={() => session.interrupt()}
      onClear={() => session.clearLog()}
      onCloseEdit={(text) => session.closeEdit(text)}
      complete={(line) => session.complete(line)}
    />
  )
}
