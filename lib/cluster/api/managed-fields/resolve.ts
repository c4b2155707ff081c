import type { KindDefinition } from '@/lib/kube/kind'
import type { ManagedFieldsEntry } from '@/lib/kube/meta/v1.generated'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import type { Working } from '../../working/working'
import { definitionFor } from '../definitions'
import { builtIn, groupVersion, type ApiResource } from '../resources'
import { inVersion } from '../versions'
import { emptySet, pathSet, union, type FieldSet } from './field-set'
import { readManagers, writeManagers, type Managers } from './managers'
import { pendingTable, type PendingWrites, type RecordedWrite } from './record'
import { structOwnership } from './shapes'
import { afterUpdate } from './update-managers'
import { zeroObject } from './zero-object'

const status = pathSet('f:status')
const spec = pathSet('f:spec')

/** The owners of an object's fields, with every write counted that was only noted so far. */
export function resolveManagedFields(working: Working, object: KubeObject, definition: KindDefinition): readonly ManagedFieldsEntry[] | undefined {
  const { name, namespace = '', uid, managedFields } = object.metadata
  const key = objectKey(definition.group, definition.resource, namespace, name)
  const pending = working.table<PendingWrites>(pendingTable).get(key)
  if (pending === undefined || pending.uid !== uid || definition.definition === '') return managedFields
  return writeManagers(count(readManagers(managedFields), pending, working.get(key) ?? object, definition))
}

/** Counts noted writes, oldest first. */
function count(managers: Managers, pending: PendingWrites, stored: KubeObject, definition: KindDefinition): Managers {
  const before = pending.earlier === undefined ? managers : count(managers, pending.earlier, stored, definition)
  return countWrite(before, pending, pending.after ?? stored, definition)
}

/** Fields are owned by the names they have in the version that was written. */
function countWrite(managers: Managers, { manager, subresource, apiVersion, time, before }: PendingWrites, after: KubeObject, definition: KindDefinition): Managers {
  const resource = writtenAs(definition, apiVersion)
  const shown = (object: KubeObject) => (resource === undefined ? object : inVersion(object, resource))
  const schema = resource === undefined ? definition.definition : definitionFor(resource).definition
  const write = { before: before === undefined ? zeroObject(schema) : shown(before), after: shown(after), ownership: structOwnership(schema), time, reset: resetFields(definition, subresource) }
  return afterUpdate(managers, { manager, operation: 'Update', apiVersion, subresource }, write)
}

function writtenAs({ resource, ...stored }: KindDefinition, apiVersion: string): ApiResource | undefined {
  if (apiVersion === groupVersion(stored)) return undefined
  const slash = apiVersion.lastIndexOf('/')
  return builtIn.get(slash === -1 ? '' : apiVersion.slice(0, slash), apiVersion.slice(slash + 1), resource)
}

/** The owners after a write that is not stored: a dry run's. */
export function ownersAfter(managedFields: KubeObject['metadata']['managedFields'], write: RecordedWrite & { readonly time: string }, definition: KindDefinition): ManagedFieldsEntry[] {
  const { before, stored, written, manager, subresource = '', apiVersion = stored.apiVersion, time } = write
  const pending: PendingWrites = { manager, subresource, apiVersion, time, before, after: undefined, earlier: undefined, uid: '' }
  return writeManagers(countWrite(readManagers(managedFields), pending, written ?? stored, definition))
}

/** What a write through this door can't change (GetResetFields of the strategies). */
export function resetFields(definition: KindDefinition, subresource: string): FieldSet {
  if (subresource === 'status') return definition.group === '' && definition.resource === 'pods' ? union(spec, pathSet('f:metadata', 'f:deletionTimestamp')) : spec
  return definition.subresources.includes('status') ? status : emptySet
}
