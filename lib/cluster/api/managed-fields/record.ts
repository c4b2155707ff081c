import { objectKey, type KubeObject } from '@/lib/kube/object'
import type { Working } from '../../working/working'
import type { WriteOptions } from '../write/result'

/** A run of writes by one manager whose fields have not been counted yet: counting costs a walk, so it waits until somebody reads. */
export interface PendingWrites {
  readonly manager: string
  readonly subresource: string
  readonly apiVersion: string
  readonly time: string
  /** The object before the run's first write; absent where that was its creation. */
  readonly before: KubeObject | undefined
  /** The object after the run's last write; absent: the stored one. */
  readonly after: KubeObject | undefined
  readonly earlier: PendingWrites | undefined
  readonly uid: string
}

/** Name of the table (see Working.table) that holds PendingWrites by object key. */
export const pendingTable = 'managed-fields'

/** Notes who wrote what; the object itself comes back unchanged. Writes of one manager in a row are one note. */
export function recordWrite(working: Working, definition: { readonly group: string; readonly resource: string }, before: KubeObject | undefined, stored: KubeObject, options: WriteOptions, subresource = ''): KubeObject {
  if (options.dryRun === true) return stored
  const { name, namespace = '', uid } = stored.metadata
  const key = objectKey(definition.group, definition.resource, namespace, name)
  const manager = options.manager ?? 'unknown'
  const table = working.table<PendingWrites>(pendingTable)
  const present = before === undefined ? undefined : table.get(key)
  const last = present?.uid === uid ? present : undefined
  const time = working.timestamp()
  if (last?.manager === manager && last.subresource === subresource) {
    table.set(key, { ...last, time })
    return stored
  }
  const earlier = last === undefined ? undefined : { ...last, after: before }
  table.set(key, { manager, subresource, apiVersion: stored.apiVersion, time, before, after: undefined, earlier, uid })
  return stored
}

/** Forgets an object that is gone. */
export function forgetWrites(working: Working, key: string): void {
  working.table<PendingWrites>(pendingTable).delete(key)
}
