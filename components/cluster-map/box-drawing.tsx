import { DeploymentDrawing, ReplicaSetDrawing } from './draw-frame'
import { ClientDrawing, ConfigDrawing, NodeDrawing, TrayDrawing } from './draw-place'
import { GhostDrawing, ServiceDrawing } from './draw-service'
import type { Box } from './layout'
import type { MapModel, ReplicaSetModel, WorkloadModel } from './map-model'
import type { Picture } from './next-picture'
import type { PodModel } from './pod-model'

/** What the boxes of one model look up by id. */
export interface Drawn {
  readonly pods: ReadonlyMap<string, PodModel>
  readonly workloads: ReadonlyMap<string, WorkloadModel>
  readonly sets: ReadonlyMap<string, { readonly set: ReplicaSetModel; readonly age: 'new' | 'old' | 'only' }>
  readonly model: MapModel
  readonly goals: ReadonlySet<string>
}

export function drawnOf({ model, pods }: Pick<Picture, 'model' | 'pods'>, goals: ReadonlySet<string>): Drawn {
  const sets = model.workloads.flatMap(({ sets: all }) => all.map((set, index) => [set.id, { set, age: all.length === 1 ? ('only' as const) : index === 0 ? ('new' as const) : ('old' as const) }] as const))
  return {
    pods,
    workloads: new Map(model.workloads.map((workload) => [workload.id, workload])),
    sets: new Map(sets),
    model,
    goals,
  }
}

/** The one drawing that belongs to a box, Pods apart. */
export function BoxDrawing({ box, drawn }: { readonly box: Box; readonly drawn: Drawn }) {
  const { model } = drawn
  switch (box.shape) {
    case 'pod':
      return null
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
}

function Workload({ box, drawn }: { readonly box: Box; readonly drawn: Drawn }) {
  const workload = drawn.workloads.get(box.id)
  return workload === undefined ? null : <DeploymentDrawing box={box} workload={workload} small={box.h < 64} />
}
