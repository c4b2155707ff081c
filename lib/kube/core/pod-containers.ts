import type { Draft } from '@/lib/kube/draft'
import type { Container, PodSpec } from './v1.generated'

/** A container and where it stands: `spec.initContainers[0]`. */
export interface PlacedContainer {
  readonly container: Draft<Container>
  readonly at: string
}

const lists = ['initContainers', 'containers', 'ephemeralContainers'] as const

/** Every container of a Pod: init, regular, ephemeral, as the server visits them (VisitContainersWithPath). */
export function visitContainers(spec: Draft<PodSpec>, path: string): readonly PlacedContainer[] {
  return lists.flatMap((list) => (spec[list] ?? []).map((container, index) => ({ container, at: `${path}.${list}[${String(index)}]` })))
}
