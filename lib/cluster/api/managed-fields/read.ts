import type { KindDefinition } from '@/lib/kube/kind'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import type { Working } from '../../working/working'
import { resolveManagedFields } from './resolve'

/** What a write answers: a dry run's object has its owners already. */
export function writtenWithOwners(working: Working, object: KubeObject, definition: KindDefinition, dryRun: boolean): KubeObject {
  const { name, namespace = '' } = object.metadata
  const isStored = working.get(objectKey(definition.group, definition.resource, namespace, name)) === object
  return dryRun && !isStored ? object : withManagedFields(working, object, definition)
}

/** An object as it is answered: with the owners of its fields. */
export function withManagedFields(working: Working, object: KubeObject, definition: KindDefinition): KubeObject {
  const managedFields = resolveManagedFields(working, object, definition)
  if (managedFields === object.metadata.managedFields) return object
  const { managedFields: _, ...metadata } = object.metadata
  return { ...object, metadata: managedFields === undefined || managedFields.length === 0 ? metadata : { ...metadata, managedFields } }
}
