import type { Scene } from '@/lib/course/scene'
import type { Session } from '@/lib/session/session'
import type { SessionState } from '@/lib/session/session-state'
import { timeOf } from '../timeline/ticks'

interface FigureControlsProps {
  readonly scene: Scene
  readonly state: SessionState
  readonly session: Session
  readonly asText: boolean
  readonly onText: (asText: boolean) => void
  readonly onReset: () => void
}

/** Time and form of a figure: play, step, begin anew, as text. */
export function FigureControls({ scene, state, session, asText, onText, onReset }: FigureControlsProps) {
  const { shown } = state
  const runs = shown !== undefined && shown.clock !== 'paused'
  const passed = (shown?.now ?? 0) - (shown?.start ?? 0)
  return (
    <p className="fig-controls">
      <button type="button" onClick={() => (runs ? session.pause() : session.play())}>
        {runs ? 'Pause' : 'Play'}
      </button>
      {scene.pace === 'step' ? (
        <button type="button" onClick={() => session.step()}>
          Next step
        </button>
      ) : null}
      <button type="button" onClick={onReset}>
        Reset
      </button>
      {scene.picture.kind === 'map' ? (
        <button type="button" aria-pressed={asText} onClick={() => onText(!asText)}>
          As text
        </button>
      ) : null}
      <span className="fig-time">{scene.pace === 'step' ? `${(passed / 1000).toFixed(3)} s` : timeOf(Math.round(passed / 1000) * 1000).replace('.0 s', ' s')}</span>
    </p>
  )
}
