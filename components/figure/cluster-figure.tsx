'use client'
import { useEffect, useRef, useState } from 'react'
import '../cluster-map/cluster-map.css'
import './figure.css'
import type { Scene, SceneAction, SceneStep, SceneView } from '@/lib/course/scene'
import type { SessionState } from '@/lib/session/session-state'
import { FigureControls } from './figure-controls'
import { useFigure } from './figure-session'
import { SceneActions } from './scene-actions'
import { SceneCharts } from './scene-charts'
import { SceneEvents } from './scene-events'
import { ScenePicture } from './scene-picture'
import { SceneSliders } from './scene-sliders'
import { ComparisonTable } from './scene-table'

/** Simulated milliseconds that a figure with charts goes on after an action. */
const chartedMs = 90_000

/** A figure in the prose: a small practice cluster of its own, what can be done to it, and what that comes to. */
export function ClusterFigure({ scene }: { readonly scene: Scene }) {
  const { view, state, figure } = useFigure(scene)
  const [asText, setAsText] = useState(false)
  /** A figure that plays on after an action stops by itself. */
  const playUntil = useRef(Infinity)
  const now = view?.now ?? 0
  const [last, setLast] = useState<readonly SceneStep[]>([])

  function perform(steps: readonly SceneStep[]) {
    setLast(steps)
    figure.act(steps)
    if (scene.pace === 'step') figure.session.pause()
    else if (scene.charts !== undefined) {
      // A share and an error rate need more requests than it takes until the cluster rests.
      figure.session.play()
      playUntil.current = now + chartedMs
    }
  }

  useEffect(() => {
    if (now < playUntil.current) return
    figure.session.pause()
    playUntil.current = Infinity
  }, [figure, now])

  const act = (action: SceneAction) => {
    if (view !== undefined) perform(action.steps(view))
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
          <ScenePicture scene={scene} view={view} state={state} asText={asText} onAct={act} onSteps={perform} />
          {scene.table === undefined ? null : <ComparisonTable table={scene.table(view)} caption={`${scene.title}: how things stand`} />}
          <SceneSliders scene={scene} view={view} onSet={perform} />
          <Readings scene={scene} view={view} />
          <SceneCharts scene={scene} view={view} start={state.shown?.start ?? 0} />
          <p className="fig-say" role="status">
            {scene.say(view)}
          </p>
          <LastCommand steps={last} log={state.log} />
          <SceneActions actions={scene.actions} view={view} onAct={act} />
          <FigureControls scene={scene} state={state} session={figure.session} asText={asText} onText={setAsText} onReset={reset} />
          {scene.events === true && state.shown !== undefined ? <SceneEvents events={state.shown.events} namespace={scene.namespace ?? 'default'} /> : null}
        </>
      )}
    </div>
  )
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
