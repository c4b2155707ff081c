'use client'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { Scene } from '@/lib/course/scene'
import type { SessionState } from '@/lib/session/session-state'
import type { Shown } from '@/lib/session/timeline'
import { LaidOut } from '../cluster-map/cluster-map'
import { readModel } from '../cluster-map/map-model'
import { TextTwin } from '../cluster-map/text-twin'

const ObjectPanel = lazy(async () => ({ default: (await import('../cluster-map/object-panel')).ObjectPanel }))

export interface FigureMapProps {
  readonly scene: Scene
  readonly picture: Extract<Scene['picture'], { kind: 'map' }>
  readonly state: SessionState
  readonly asText: boolean
}

/** The cluster map as a figure: small, without a header, and with the same text twin and panel. */
export function FigureMap({ scene, picture, state, asText }: FigureMapProps) {
  return state.shown === undefined ? null : <ShownMap scene={scene} picture={picture} shown={state.shown} asText={asText} />
}

function ShownMap({ scene, picture, shown, asText }: Omit<FigureMapProps, 'state'> & { readonly shown: Shown }) {
  const [selected, setSelected] = useState<string>()
  const { requests } = shown
  const model = useMemo(() => readModel(shown, scene.namespace ?? 'default', requests), [shown, scene, requests])
  const callers = scene.traffic(shown)
  const input = useMemo(() => ({ model, requests, callers, goals: [] }), [model, requests, callers])
  return (
    <div className="fig-map map">
      {asText ? <TextTwin input={input} onSelect={setSelected} /> : <LaidOut input={input} view={picture.view} selected={selected} onSelect={setSelected} playing={shown.clock !== 'paused'} compact={picture.pods} />}
      {selected === undefined ? null : (
        <Suspense>
          <ObjectPanel id={selected} snapshot={shown} events={shown.events} model={model} onClose={() => setSelected(undefined)} />
        </Suspense>
      )}
    </div>
  )
}
