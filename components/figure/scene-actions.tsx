import type { Scene, SceneAction, SceneView } from '@/lib/course/scene'

export interface SceneActionsProps {
  readonly actions: Scene['actions']
  readonly view: SceneView
  readonly onAct: (action: SceneAction) => void
}

/** The buttons of a figure. Those of which one holds are pressed or not. */
export function SceneActions({ actions, view, onAct }: SceneActionsProps) {
  return (
    <div className="fig-actions">
      {actions.map((action) => (
        <button key={action.id} type="button" className="fig-button" disabled={action.enabled?.(view) === false} {...(action.chosen === undefined ? {} : { 'aria-pressed': action.chosen(view) })} onClick={() => onAct(action)}>
          {typeof action.label === 'string' ? action.label : action.label(view)}
        </button>
      ))}
    </div>
  )
}
