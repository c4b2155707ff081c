import type { Scene, SceneAction, SceneView } from '@/lib/course/scene'
import type { SessionState } from '@/lib/session/session'
import { Chain } from './chain'
import { FigureMap } from './figure-map'
import { ComparisonTable } from './scene-table'

interface ScenePictureProps {
  readonly scene: Scene
  readonly view: SceneView
  readonly state: SessionState
  readonly asText: boolean
  readonly onAct: (action: SceneAction) => void
}

/** What a figure shows: a table, the map, or a chain of places. */
export function ScenePicture({ scene, view, state, asText, onAct }: ScenePictureProps) {
  const { picture } = scene
  if (picture.kind === 'table') return <ComparisonTable table={picture.table(view)} caption={scene.title} />
  if (picture.kind === 'map') return <FigureMap scene={scene} picture={picture} state={state} asText={asText} />
  const press = (id: string) => {
    const action = scene.actions.find((each) => each.id === id)
    if (action !== undefined) onAct(action)
  }
  return <Chain links={picture.links(view)} onAct={press} />
}
