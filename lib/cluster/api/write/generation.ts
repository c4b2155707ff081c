import type { KindDefinition } from '@/lib/kube/kind'
import type { KubeObject } from '@/lib/kube/object'
import { same } from './same'

/**
 * The object with the next generation where something desired changed. A Deployment's also rises when its annotations change, not
 * when its labels do (pkg/registry/apps/deployment/strategy.go PrepareForUpdate); an EndpointSlice's with its labels, a PriorityClass' never.
 */
export function raised(definition: KindDefinition, object: KubeObject, old: KubeObject): KubeObject {
  if (!definition.generation || !changedDesire(definition, object, old)) return object
  return { ...object, metadata: { ...object.metadata, generation: (old.metadata.generation ?? 0) + 1 } }
}

function changedDesire(definition: KindDefinition, object: KubeObject, old: KubeObject): boolean {
  if (definition.group === 'apps' && definition.resource === 'deployments' && !same(object.metadata.annotations ?? {}, old.metadata.annotations ?? {})) return true
  if (definition.resource === 'priorityclasses') return false
  if (definition.resource === 'endpointslices' && !same(object.metadata.labels ?? {}, old.metadata.labels ?? {})) return true
  return !same(desired(object), desired(old))
}

/** Everything but status and metadata: kinds without a spec (EndpointSlice) count all their fields. */
function desired(object: KubeObject): unknown {
  const { status: _status, metadata: _metadata, ...rest } = object as KubeObject & { status?: unknown }
  return rest
}
