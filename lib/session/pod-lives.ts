import type { Change } from '@/lib/cluster/cluster'
import type { PodLife, PodPhase } from '@/lib/course/film'
import type { ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { Pod } from '@/lib/kube/core/v1.generated'
import type { KubeObject } from '@/lib/kube/object'

interface Life {
  readonly pod: Pod
  readonly phases: { at: number; phase: PodPhase }[]
  goneAt?: number
}

/** Follows every Pod of a namespace from change to change. */
export class PodLives {
  readonly #start: number
  readonly #epochMs: number
  readonly #lives = new Map<string, Life>()
  readonly #sets = new Map<string, ReplicaSet>()

  constructor(start: number, epochMs: number, objects: Iterable<KubeObject>) {
    this.#start = start
    this.#epochMs = epochMs
    const all = [...objects]
    for (const object of all) if (object.kind === 'ReplicaSet') this.#sets.set(object.metadata.uid, object as ReplicaSet)
    for (const object of all) if (object.kind === 'Pod') this.#see(object as Pod, start)
  }

  note({ type, object, at }: Change): void {
    if (object.kind === 'ReplicaSet') this.#sets.set(object.metadata.uid, object as ReplicaSet)
    if (object.kind !== 'Pod') return
    if (type === 'DELETED') this.#end(object as Pod, at)
    else this.#see(object as Pod, at)
  }

  /** The lives of the Pods that Deployments own, in the order in which they were made. */
  lives(): PodLife[] {
    return [...this.#lives.values()].flatMap(({ pod, phases, goneAt }) => {
      const deployment = this.#setOf(pod)?.metadata.ownerReferences?.find(({ controller }) => controller === true)?.name
      if (deployment === undefined) return []
      return [{ name: pod.metadata.name, version: versionOf(pod), deployment, phases: this.#withAvailability(pod, phases), ...(goneAt === undefined ? {} : { goneAt }) }]
    })
  }

  #see(pod: Pod, at: number): void {
    let life = this.#lives.get(pod.metadata.uid)
    if (life === undefined) {
      life = { pod, phases: [] }
      this.#lives.set(pod.metadata.uid, life)
    }
    const phase = phaseOf(pod)
    if (life.phases.at(-1)?.phase !== phase) life.phases.push({ at: at - this.#start, phase })
  }

  #end(pod: Pod, at: number): void {
    const life = this.#lives.get(pod.metadata.uid)
    if (life !== undefined) life.goneAt = at - this.#start
  }

  #setOf(pod: Pod): ReplicaSet | undefined {
    const owner = pod.metadata.ownerReferences?.find(({ controller, kind }) => controller === true && kind === 'ReplicaSet')
    return owner === undefined ? undefined : this.#sets.get(owner.uid)
  }

  /** A ready Pod counts as available `minReadySeconds` after the second in which it became ready (podutil.IsPodAvailable). */
  #withAvailability(pod: Pod, phases: Life['phases']): PodLife['phases'] {
    const waitMs = (this.#setOf(pod)?.spec.minReadySeconds ?? 0) * 1000
    return phases.flatMap((each, index) => {
      if (each.phase !== 'ready') return [each]
      const availableAt = waitMs === 0 || (index === 0 && each.at <= 0) ? each.at : this.#wholeSecond(each.at) + waitMs
      const next = phases[index + 1]?.at ?? Infinity
      if (availableAt >= next) return [each]
      return [...(availableAt > each.at ? [each] : []), { at: availableAt, phase: 'available' as const }]
    })
  }

  #wholeSecond(at: number): number {
    const absolute = this.#epochMs + this.#start + at
    return at - (absolute % 1000)
  }
}

/** What a Pod is at, apart from `available`, which time alone brings about. */
function phaseOf(pod: Pod): PodPhase {
  const { metadata, spec, status } = pod
  if (metadata.deletionTimestamp !== undefined) return 'leaving'
  if (status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true) return 'ready'
  if (status?.phase === 'Failed' || (status?.containerStatuses ?? []).some(isStuck)) return 'failing'
  return spec.nodeName === undefined ? 'waiting' : 'starting'
}

function isStuck({ state }: NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number]): boolean {
  const waiting = state?.waiting?.reason
  if (waiting !== undefined) return waiting !== 'ContainerCreating' && waiting !== 'PodInitializing'
  return (state?.terminated?.exitCode ?? 0) !== 0
}

/** The tag of the Pod's first image. */
export function versionOf(pod: Pod | undefined): string {
  return /:([^:/@]+)$/.exec(pod?.spec.containers[0]?.image ?? '')?.[1] ?? 'latest'
}
