'use client'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Scene, SceneStep, SceneView } from '@/lib/course/scene'
import { Session } from '@/lib/session/session'
import type { SessionState } from '@/lib/session/session-state'
import type { ToEngine } from '@/lib/session/messages'
import { engineHost } from '../session/engine-host'
import { useInSteps } from '../session/use-in-steps'

/** A figure's own cluster, from the page's side. */
export interface FigureSession {
  readonly session: Session
  act(steps: readonly SceneStep[]): void
}

const figures = new Map<string, FigureSession>()

/** One a scene: a figure that is scrolled away and back, or shown twice, keeps its cluster. */
function figureSessionOf(scene: Scene): FigureSession {
  const known = figures.get(scene.id)
  if (known !== undefined) return known
  const id = `figure/${scene.id}`
  const post = (message: ToEngine) => engineHost.post(message.do === 'open' ? { do: 'stage', session: id, given: scene.given, traffic: [] } : message)
  const session = new Session(id, {}, {}, post)
  const made: FigureSession = { session, act: (steps) => (steps.length > 0 ? post({ do: 'act', session: id, ticket: 0, steps }) : undefined) }
  figures.set(scene.id, made)
  return made
}

export interface FigureState {
  readonly view: SceneView | undefined
  readonly state: SessionState
  readonly figure: FigureSession
}

/** Opens the scene's cluster when the figure is first drawn, and keeps its traffic as the scene wants it. */
export function useFigure(scene: Scene): FigureState {
  const figure = useMemo(() => figureSessionOf(scene), [scene])
  const { store } = figure.session
  const state = useSyncExternalStore(store.subscribe, store.getState, store.getInitialState)
  useEffect(() => engineHost.open(figure.session), [figure])
  const { shown, outline } = state
  const traffic = shown === undefined ? undefined : JSON.stringify(scene.traffic(shown))
  useEffect(() => {
    // Each outline is a cluster begun anew: it has no traffic yet.
    if (traffic !== undefined && outline !== undefined) figure.act([{ do: 'traffic', traffic: JSON.parse(traffic) as ReturnType<Scene['traffic']> }])
  }, [figure, traffic, outline])
  const stepwise = scene.pace === 'step'
  useEffect(() => {
    if (stepwise && outline !== undefined) figure.session.setSpeed(1)
  }, [figure, stepwise, outline])
  const inSteps = useInSteps(shown)
  return { view: inSteps, state: inSteps === shown ? state : { ...state, shown: inSteps }, figure }
}
