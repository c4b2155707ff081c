import { objectKey, type KubeObject } from '@/lib/kube/object'
import type { Working } from '../../working/working'

/** A run of writes by one manager whose fields have not been counted yet: counting costs a walk, so it waits until somebody reads. */
export interface PendingWrites {
  readonly manager: string
  readonly subresource: string
  readonly apiVersion: string
  readonly time: string
  /** The object before the run's first write; absent where that was its creation. */
  readonly before: KubeObject | undefined
  /** The object as written by the run's last write; absent: the stored one. */
  readonly after: KubeObject | undefined
  readonly earlier: PendingWrites | undefined
  readonly uid: string
}

/** One write as it is noted. `written` is the object before admission, which owns nothing. */
export interface RecordedWrite {
  readonly before: KubeObject | undefined
  readonly stored: KubeObject
  readonly written?: KubeObject
  readonly manager: string
  readonly subresource?: string
  /** Version in which it was written, where that is not the stored one. */
  readonly apiVersion?: string
}

/** Name of the table (see Working.table) that holds PendingWrites by object key. */
export const pendingTable = 'managed-fields'

/** Notes who wrote what. Writes of one manager in a row are one note. */
export function recordWrite(working: Working, definition: { readonly group: string; readonly resource: string }, write: RecordedWrite): void {
  const { before, stored, manager, subresource = '', apiVersion = stored.apiVersion } = write
  const { name, namespace = '', uid } = stored.metadata
  const key = objectKey(definition.group, definition.resource, namespace, name)
  const table = working.table<PendingWrites>(pendingTable)
  const last = before === undefined ? undefined : ofUid(table.get(key), uid)
  const time = subresource === 'scale' ? '' : working.timestamp()
  if (last !== undefined && write.written === undefined && goesOn(last, manager, subresource)) {
    table.set(key, { ...last, time })
    return
  }
  const earlier = last === undefined ? undefined : { ...last, after: last.after ?? before }
  table.set(key, { manager, subresource, apiVersion, time, before, after: write.written, earlier, uid })
}

function ofUid(writes: PendingWrites | undefined, uid: string): PendingWrites | undefined {
  return writes?.uid === uid ? writes : undefined
}

function goesOn(last: PendingWrites, manager: string, subresource: string): boolean {
  return last.manager === manager && last.subresource === subresource && last.after === undefined
}

/** Forgets an object that is gone, or whose writes have been counted into it. */
export function forgetWrites(working: Working, key: string): void {
  working.table<PendingWrites>(pendingTable).delete(key)
}
