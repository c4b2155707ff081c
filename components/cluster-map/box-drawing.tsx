import { memo } from 'react'
import { DeploymentDrawing, ReplicaSetDrawing } from './draw-frame'
import { ClientDrawing, ConfigDrawing, ConfigTabs, NodeDrawing, TrayDrawing } from './draw-place'
import { PodDrawing } from './draw-pod'
import { GhostDrawing, ServiceDrawing } from './draw-service'
import type { Box } from './layout'
import type { MapModel, ReplicaSetModel, WorkloadModel } from './map-model'
import type { PodModel } from './pod-model'

/** What the boxes of one model look up by id. */
export interface Drawn {
  readonly pods: ReadonlyMap<string, PodModel>
  readonly workloads: ReadonlyMap<string, WorkloadModel>
  readonly sets: ReadonlyMap<string, { readonly set: ReplicaSetModel; readonly age: 'new' | 'old' | 'only' }>
  readonly model: MapModel
  readonly goals: ReadonlySet<string>
}

export function drawnOf(model: MapModel, goals: ReadonlySet<string>): Drawn {
  const sets = model.workloads.flatMap(({ sets: all }) => all.map((set, index) => [set.id, { set, age: all.length === 1 ? ('only' as const) : index === 0 ? ('new' as const) : ('old' as const) }] as const))
  return {
    pods: new Map(model.pods.map((pod) => [pod.id, pod])),
    workloads: new Map(model.workloads.map((workload) => [workload.id, workload])),
    sets: new Map(sets),
    model,
    goals,
  }
}

/** A client card holds a Pod where the caller is one: narrower than a Pod's card. */
function isCaller(box: Box): boolean {
  return box.density === 'card' && box.w < 150
}

/** The one drawing that belongs to a box. */
export const BoxDrawing = memo(function BoxDrawing({ box, drawn }: { readonly box: Box; readonly drawn: Drawn }) {
  const { model } = drawn
  switch (box.shape) {
    case 'pod': {
      const pod = drawn.pods.get(box.id)
      if (pod === undefined) return null
      return (
        <>
          <PodDrawing box={box} pod={pod} calls={isCaller(box)} />
          {box.density === 'card' && pod.uses.length > 0 ? <ConfigTabs uses={pod.uses} w={box.w} h={box.h} /> : null}
        </>
      )
    }
    case 'service': {
      const service = model.services.find((item) => item.id === box.id)
      return service === undefined ? null : <ServiceDrawing box={box} service={service} />
    }
    case 'deployment':
      return <Workload box={box} drawn={drawn} />
    case 'replicaset': {
      const found = drawn.sets.get(box.id)
      if (found === undefined || drawn.workloads.has(box.id)) return <Workload box={box} drawn={drawn} />
      return <ReplicaSetDrawing box={box} set={found.set} age={found.age} small={box.h < 64} />
    }
    case 'node': {
      const node = model.nodes.find((item) => item.id === box.id)
      return box.h > 60 ? <TrayDrawing box={box} node={node} /> : <NodeDrawing box={box} node={node} />
    }
    case 'config': {
      const config = model.configs.find((item) => item.id === box.id)
      return config === undefined ? null : <ConfigDrawing box={box} config={config} />
    }
    case 'ghost':
      return <GhostDrawing box={box} goal={drawn.goals.has(box.id)} />
    default:
      return <ClientDrawing box={box} />
  }
})

function Workload({ box, drawn }: { readonly box: Box; readonly drawn: Drawn }) {
  const workload = drawn.workloads.get(box.id)
  return workload === undefined ? null : <DeploymentDrawing box={box} workload={workload} small={box.h < 64} />
}
