'use client'
import { useState } from 'react'
import '../cluster-map/cluster-map.css'
import './figure.css'
import type { Scene, SceneAction, SceneStep, SceneView } from '@/lib/course/scene'
import type { SessionState } from '@/lib/session/session'
import { Chain } from './chain'
import { FigureMap } from './figure-map'
import { useFigure } from './figure-session'
import { SceneActions } from './scene-actions'
import { ComparisonTable } from './scene-table'

/** A figure in the prose: a small practice cluster of its own, what can be done to it, and what that comes to. */
export function ClusterFigure({ scene }: { readonly scene: Scene }) {
  const { view, state, figure } = useFigure(scene)
  const [asText, setAsText] = useState(false)
  const [last, setLast] = useState<readonly SceneStep[]>([])

  function act(action: SceneAction) {
    if (view === undefined) return
    const steps = action.steps(view)
    setLast(steps)
    figure.act(steps)
  }

  function reset() {
    setLast([])
    figure.session.reset()
  }

  return (
    <div className="fig" role="group" aria-label={`Figure: ${scene.title}`}>
      <p className="fig-invitation">{scene.invitation}</p>
      {view === undefined ? (
        <p className="fig-wait" role="status">
          {state.engine === 'restarting' ? 'The practice cluster is started again.' : 'A practice cluster is starting.'}
        </p>
      ) : (
        <>
          <Picture scene={scene} view={view} state={state} asText={asText} onAct={act} />
          <Readings scene={scene} view={view} />
          <p className="fig-say" role="status">
            {scene.say(view)}
          </p>
          <LastCommand steps={last} log={state.log} />
          <SceneActions actions={scene.actions} view={view} onAct={act} />
          <Controls scene={scene} state={state} asText={asText} onText={setAsText} onPlay={() => figure.session.play()} onPause={() => figure.session.pause()} onReset={reset} />
        </>
      )}
    </div>
  )
}

interface PictureProps {
  readonly scene: Scene
  readonly view: SceneView
  readonly state: SessionState
  readonly asText: boolean
  readonly onAct: (action: SceneAction) => void
}

function Picture({ scene, view, state, asText, onAct }: PictureProps) {
  const { picture } = scene
  if (picture.kind === 'table') return <ComparisonTable table={picture.table(view)} caption={scene.title} />
  if (picture.kind === 'map') return <FigureMap scene={scene} picture={picture} state={state} asText={asText} />
  const press = (id: string) => {
    const action = scene.actions.find((each) => each.id === id)
    if (action !== undefined) onAct(action)
  }
  return <Chain links={picture.links(view)} onAct={press} />
}

function Readings({ scene, view }: { readonly scene: Scene; readonly view: SceneView }) {
  const readings = scene.readings(view)
  if (readings.length === 0) return null
  return (
    <dl className="fig-readings">
      {readings.map((reading) => (
        <div key={reading.label}>
          <dt>{reading.label}</dt>
          <dd data-state={reading.state ?? 'none'}>{reading.value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What the button did, as one would type it, and what the API server said against it. */
function LastCommand({ steps, log }: { readonly steps: readonly SceneStep[]; readonly log: SessionState['log'] }) {
  const lines = steps.flatMap((step) => (step.do === 'kubectl' ? [step.line] : step.do === 'apply' ? ['kubectl apply -f service.yaml'] : []))
  if (lines.length === 0) return null
  const refused = log.at(-1)
  return (
    <pre className="fig-command">
      {lines.map((line) => `$ ${line}`).join('\n')}
      {refused?.kind === 'stderr' ? <span className="fig-refused">{`\n✕ ${refused.text.trim()}`}</span> : null}
    </pre>
  )
}

interface ControlsProps {
  readonly scene: Scene
  readonly state: SessionState
  readonly asText: boolean
  readonly onText: (asText: boolean) => void
  readonly onPlay: () => void
  readonly onPause: () => void
  readonly onReset: () => void
}

function Controls({ scene, state, asText, onText, onPlay, onPause, onReset }: ControlsProps) {
  const runs = state.shown !== undefined && state.shown.clock !== 'paused'
  return (
    <p className="fig-controls">
      <button type="button" onClick={runs ? onPause : onPlay}>
        {runs ? 'Pause' : 'Play'}
      </button>
      <button type="button" onClick={onReset}>
        Reset
      </button>
      {scene.picture.kind === 'map' ? (
        <button type="button" aria-pressed={asText} onClick={() => onText(!asText)}>
          As text
        </button>
      ) : null}
      <span className="fig-time">{`${(((state.shown?.now ?? 0) - (state.shown?.start ?? 0)) / 1000).toFixed(0)} s`}</span>
    </p>
  )
}
