import type { Container, PodSpec } from '@/lib/kube/core/v1.generated'
import type { ObjectMeta } from '@/lib/kube/meta/v1.generated'

/** What a check looks at: a Pod's or a template's spec with its metadata. */
export interface Subject {
  readonly metadata: Partial<Pick<ObjectMeta, 'annotations'>>
  readonly spec: PodSpec
}

/** Why a check refuses: the reason in short, and the details beside it. */
export interface Violation {
  readonly reason: string
  readonly detail: string
}

/** One rule of the Pod Security Standards; it holds from a minor version on, and may replace one of the baseline. */
export interface Check {
  readonly id: string
  readonly level: 'baseline' | 'restricted'
  /** Minor version of Kubernetes from which it is part of the level. */
  readonly since: number
  readonly replaces?: string
  /** `minor` is the version that the namespace asks for. */
  look(subject: Subject, minor: number): Violation | undefined
}

/** Containers in the order in which messages name them: init, main, ephemeral. */
export function containersOf({ spec }: Subject): readonly Container[] {
  const ephemeral = (spec.ephemeralContainers ?? []) as unknown as readonly Container[]
  return [...(spec.initContainers ?? []), ...((spec as Partial<PodSpec>).containers ?? []), ...ephemeral]
}

/** `container "a"`, `containers "a", "b"`. */
export function named(word: string, names: readonly string[]): string {
  return `${word}${names.length === 1 ? '' : 's'} ${quoted(names)}`
}

/** In quotes, yet with nothing escaped. */
export function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ')
}

/** Names of the containers that something is true of. */
export function namesWhere(subject: Subject, test: (container: Container) => boolean): string[] {
  return containersOf(subject).filter(test).map(({ name }) => name)
}

/** `pod`, `container "a"` or both, as those who set something. */
export function setters(pod: boolean, containers: readonly string[]): string {
  return [...(pod ? ['pod'] : []), ...(containers.length > 0 ? [named('container', containers)] : [])].join(' and ')
}
