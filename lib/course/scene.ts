import type { Cluster } from '@/lib/cluster/cluster'
import type { Fault } from '@/lib/cluster/fault'
import type { NetworkResult } from '@/lib/cluster/network/request'
import type { GivenStep, TrafficSource } from '@/lib/grade/exercise'

/** What a figure shows and its sentences are made from: the objects at a moment, and the requests sent up to it. */
export interface SceneView extends Pick<Cluster, 'now' | 'objects'> {
  readonly requests: readonly SceneRequest[]
}

export interface SceneRequest {
  /** Simulated milliseconds at which it was sent. */
  readonly at: number
  readonly from: TrafficSource['from'] | { readonly node: string }
  readonly url: string
  readonly result: NetworkResult
  /** The tag of the image that answered. */
  readonly version?: string
}

/** One thing that an action does to the figure's own cluster. Plain data: it crosses to the worker. */
export type SceneStep =
  | { readonly do: 'kubectl'; readonly line: string }
  | { readonly do: 'apply'; readonly text: string }
  | { readonly do: 'fault'; readonly fault: Fault }
  /** From now on this traffic, and no other. */
  | { readonly do: 'traffic'; readonly traffic: readonly TrafficSource[] }

/** A button of a figure. */
export interface SceneAction {
  readonly id: string
  /** What the button says; it may depend on the state: `Break the selector`, `Repair the selector`. */
  readonly label: string | ((view: SceneView) => string)
  /** What it does. Steps may name what is there now: the first ready Pod, the given address. */
  steps(view: SceneView): readonly SceneStep[]
  /** Whether it can be pressed; absent: always. */
  enabled?(view: SceneView): boolean
  /** For one of several choices: whether it is the one that holds. */
  chosen?(view: SceneView): boolean
}

/** A number that the learner sets: a weight, a count of replicas. */
export interface SceneSlider {
  readonly id: string
  readonly label: string
  readonly min: number
  readonly max: number
  readonly step: number
  /** As it is in the cluster. */
  value(view: SceneView): number
  text(value: number): string
  steps(value: number, view: SceneView): readonly SceneStep[]
}

/** One number or word to watch, with its state where it has one. */
export interface SceneReading {
  readonly label: string
  readonly value: string
  readonly state?: 'ready' | 'pending' | 'failing' | 'leaving'
}

/** How a link of the special drawings stands: a chain of named places that a request passes in turn. */
export interface SceneLink {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly state: 'ready' | 'pending' | 'failing' | 'none'
  /** The action that breaks or repairs it, by id. */
  readonly action?: string
}

/** A comparison drawn as a table: one column a choice, one row a question, each cell told by the cluster. */
export interface SceneTable {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly label: string; readonly cells: readonly SceneReading['value'][]; readonly states?: readonly (SceneReading['state'] | 'none')[] }[]
}

/** A figure: a small practice cluster of its own, what can be done to it, and what to say about each state. */
export interface Scene {
  /** The lesson's name: `clusterip-architecture`. */
  readonly id: string
  readonly title: string
  /** What to do, in one sentence. */
  readonly invitation: string
  readonly given: readonly GivenStep[]
  /** Who calls whom, as things stand. Sent to the cluster when it changes, so that an action's own traffic holds until then. */
  traffic(view: SceneView): readonly TrafficSource[]
  /** What the picture is: the map in one of its views, a chain of links, or a table beside the map. */
  readonly picture:
    | { readonly kind: 'map'; readonly view: 'Traffic' | 'Ownership' | 'Nodes'; readonly pods: 'address' | 'version' | 'name' }
    | { readonly kind: 'chain'; links(view: SceneView): readonly SceneLink[] }
    | { readonly kind: 'table'; table(view: SceneView): SceneTable }
    /** A Deployment's ReplicaSets, each with a button that goes back to it. */
    | { readonly kind: 'revisions'; readonly deployment: string; steps(revision: number): readonly SceneStep[] }
  readonly actions: readonly SceneAction[]
  readonly sliders?: readonly SceneSlider[]
  /** `step`: after an action time stands still, and goes on from one thing that happens to the next. Otherwise it runs, ten times as fast. */
  readonly pace?: 'step'
  /** A table below the picture. */
  table?(view: SceneView): SceneTable
  /** The last Events of the namespace, as `kubectl events` has them. */
  readonly events?: boolean
  /** Charts of the last minute's requests, of those that pass `of` (absent: all). */
  readonly charts?: { readonly show: readonly ('versions' | 'errors')[]; readonly versions: readonly string[]; readonly of?: (request: SceneRequest) => boolean }
  readonly namespace?: string
  readings(view: SceneView): readonly SceneReading[]
  /** What is the case now and why, in one or two sentences. */
  say(view: SceneView): string
}
