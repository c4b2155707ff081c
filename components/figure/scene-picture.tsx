import type { Scene, SceneAction, SceneStep, SceneView } from '@/lib/course/scene'
import type { SessionState } from '@/lib/session/session-state'
import { Chain } from './chain'
import { FigureMap } from './figure-map'
import { Revisions } from './revisions'
import { ComparisonTable } from './scene-table'

interface ScenePictureProps {
  readonly scene: Scene
  readonly view: SceneView
  readonly state: SessionState
  readonly asText: boolean
  readonly onAct: (action: SceneAction) => void
  readonly onSteps: (steps: readonly SceneStep[]) => void
}

/** What a figure shows: a table, the map, revisions, or a chain of places. */
export function ScenePicture({ scene, view, state, asText, onAct, onSteps }: ScenePictureProps) {
  const { picture } = scene
  if (picture.kind === 'table') return <ComparisonTable table={picture.table(view)} caption={scene.title} />
  if (picture.kind === 'map') return <FigureMap scene={scene} picture={picture} state={state} asText={asText} />
  if (picture.kind === 'revisions') return <Revisions view={view} deployment={picture.deployment} onReturn={(revision) => onSteps(picture.steps(revision))} />
  const press = (id: string) => {
    const action = scene.actions.find((each) => each.id === id)
    if (action !== undefined) onAct(action)
  }
  return <Chain links={picture.links(view)} onAct={press} />
}
