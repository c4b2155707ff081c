'use client'
import { createContext, use, useMemo, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Session } from '@/lib/session/session'
import type { SessionState } from '@/lib/session/session-state'
import { sessionOf } from './sessions'

/** What a lesson's page knows of an exercise before any of the engine's code is there. */
export interface ExerciseBrief {
  readonly id: string
  readonly title: string
  readonly starter: Readonly<Record<string, string>>
  readonly hints: readonly string[]
  readonly checks: readonly { readonly id: string; readonly title: string }[]
}

interface Workspace {
  readonly exercises: readonly ExerciseBrief[]
  /** The exercise on the workbench; undefined in a lesson without exercises. */
  readonly active: ExerciseBrief | undefined
  readonly session: Session | undefined
  readonly choose: (exercise: string) => void
}

const WorkspaceContext = createContext<Workspace>({ exercises: [], active: undefined, session: undefined, choose: () => undefined })

/** One lesson's exercises, one of which is on the workbench. */
export function WorkspaceProvider({ exercises, children }: { readonly exercises: readonly ExerciseBrief[]; readonly children: ReactNode }) {
  const [chosen, choose] = useState(exercises[0]?.id)
  const value = useMemo((): Workspace => {
    const active = exercises.find(({ id }) => id === chosen)
    return { exercises, active, session: active === undefined ? undefined : sessionOf(active.id, active.starter), choose }
  }, [exercises, chosen])
  return <WorkspaceContext value={value}>{children}</WorkspaceContext>
}

export function useWorkspace(): Workspace {
  return use(WorkspaceContext)
}

/** A part of the session's state; the component is drawn again only when that part changes. */
export function useSession<T>(session: Session, select: (state: SessionState) => T): T {
  return useStore(session.store, select)
}
