import type { KindDefinition } from '@/lib/kube/kind'
import type { KubeObject } from '@/lib/kube/object'
import type { Working } from '../../working/working'
import { resolveManagedFields } from './resolve'

/** An object as it is answered: with the owners of its fields. */
export function withManagedFields(working: Working, object: KubeObject, definition: KindDefinition): KubeObject {
  const managedFields = resolveManagedFields(working, object, definition)
  if (managedFields === object.metadata.managedFields) return object
  const { managedFields: _, ...metadata } = object.metadata
  return { ...object, metadata: managedFields === undefined || managedFields.length === 0 ? metadata : { ...metadata, managedFields } }
}
