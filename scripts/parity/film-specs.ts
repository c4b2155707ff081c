import type { FilmStep } from './film-steps'

interface Probe {
  readonly periodSeconds?: number
}

interface ContainerSpec {
  readonly name?: string
  readonly readinessProbe?: Probe
  readonly livenessProbe?: Probe
  readonly startupProbe?: Probe
}

interface PodSpec {
  readonly containers?: readonly ContainerSpec[]
  readonly initContainers?: readonly ContainerSpec[]
  readonly activeDeadlineSeconds?: number
  readonly tolerations?: readonly { readonly key?: string; readonly effect?: string; readonly tolerationSeconds?: number }[]
}

interface Manifest {
  readonly kind?: string
  readonly metadata?: { readonly name?: string }
  readonly spec?: PodSpec & { readonly template?: { readonly spec?: PodSpec }; readonly progressDeadlineSeconds?: number; readonly minReadySeconds?: number }
}

export type ProbeName = 'readinessProbe' | 'livenessProbe' | 'startupProbe'

/** What a film's steps ask for, as far as times follow from it. A step that changes an object counts beside the one that made it. */
export class FilmSpecs {
  readonly #manifests: readonly Manifest[]

  constructor(steps: readonly FilmStep[]) {
    this.#manifests = steps.flatMap((step): readonly Manifest[] => {
      if (step.do === 'create') return (step.objects ?? [])
      return step.do === 'patch' && !Array.isArray(step.patch) ? [{ ...(step.patch as Manifest), kind: step.kind ?? '', metadata: { name: step.name ?? '' } }] : []
    })
  }

  /** The one value that is asked for of a Deployment; undefined where it is not named, or changes. */
  deployment(name: string, field: 'progressDeadlineSeconds' | 'minReadySeconds'): number | undefined {
    return only(this.#manifests.filter((manifest) => manifest.kind === 'Deployment' && manifest.metadata?.name === name).map(({ spec }) => spec?.[field]))
  }

  activeDeadlineSeconds(pod: string): number | undefined {
    return only(this.#podSpecs(pod).map((spec) => spec.activeDeadlineSeconds))
  }

  /** For how long a Pod tolerates a taint that evicts; admission gives 300 s for lost nodes. */
  tolerationSeconds(pod: string, taint: string): number | undefined {
    const named = only(this.#podSpecs(pod).map((spec) => spec.tolerations?.find(({ key, effect }) => key === taint && (effect ?? 'NoExecute') === 'NoExecute')?.tolerationSeconds))
    return named ?? (taint.startsWith('node.kubernetes.io/') ? 300 : undefined)
  }

  /** Seconds between two calls of a probe. */
  probeSeconds(pod: string, container: string, probe: ProbeName): number | undefined {
    const containers = this.#podSpecs(pod).flatMap((spec) => [...(spec.containers ?? []), ...(spec.initContainers ?? [])])
    return only(containers.filter(({ name }) => name === container).map((spec) => (spec[probe] === undefined ? undefined : (spec[probe].periodSeconds ?? 10))))
  }

  #podSpecs(pod: string): PodSpec[] {
    return this.#manifests.flatMap(({ kind, metadata, spec }) => {
      const name = metadata?.name ?? ''
      if (kind === 'Pod') return name === pod && spec !== undefined ? [spec] : []
      return spec?.template?.spec !== undefined && pod.startsWith(`${name}-`) ? [spec.template.spec] : []
    })
  }
}

function only(values: readonly (number | undefined)[]): number | undefined {
  const named = new Set(values.filter((value) => value !== undefined))
  return named.size === 1 ? [...named][0] : undefined
}
