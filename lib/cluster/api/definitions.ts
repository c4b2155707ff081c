import type { KindDefinition } from '@/lib/kube/kind'
import { kindByResource } from '@/lib/kube/kinds'
import { definitionNames, definitionOf } from '@/lib/kube/schema/structure'
import type { ApiResource } from './resources'

const generic = new Map<string, KindDefinition>()

/**
 * The kind behind a resource. Kinds that the practice cluster does not know more about than their names are stored as they come:
 * nothing acts on them.
 */
export function definitionFor(resource: ApiResource): KindDefinition {
  const known = kindByResource(resource.group, resource.resource, resource.version)
  if (known !== undefined) return known
  const name = `${resource.group}/${resource.version}/${resource.resource}`
  const present = generic.get(name) ?? plainDefinition(resource)
  generic.set(name, present)
  return present
}

function plainDefinition(resource: ApiResource): KindDefinition {
  const { group, version, kind, singular, namespaced, verbs, shortNames = [], categories = [] } = resource
  return {
    group,
    version,
    kind,
    resource: resource.resource,
    singular,
    shortNames,
    categories,
    namespaced,
    definition: schemaOf(resource),
    verbs,
    subresources: [],
    generation: false,
    default: (object) => object,
    prepareForCreate: (object) => object,
    prepareForUpdate: (object) => object,
    validate: () => [],
    validateUpdate: () => [],
  }
}

/** A kind may have a schema though nothing else is known of it. */
function schemaOf({ group, version, kind }: ApiResource): string {
  return definitionNames().find((name) => definitionOf(name)?.gvk?.some((gvk) => gvk.group === group && gvk.version === version && gvk.kind === kind) ?? false) ?? ''
}
