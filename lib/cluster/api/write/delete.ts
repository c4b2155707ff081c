import type { Status } from '@/lib/kube/meta/v1.generated'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import type { Working } from '../../working/working'
import { conflict, notFoundStatus } from '@/lib/kube/status-error'
import { forgetWrites } from '../managed-fields/record'
import { syncIPAddresses } from './ip-addresses'
import { refused, type WriteOptions } from './result'

/** How to delete (meta/v1 DeleteOptions), and who does. */
export interface DeleteObjectOptions extends WriteOptions {
  readonly propagationPolicy?: string
  readonly gracePeriodSeconds?: number
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string }
}

const orphan = 'orphan'
const foreground = 'foregroundDeletion'

/** What came of a deletion; `gone` tells whether the object has left the store. */
export type DeleteResult = { readonly ok: true; readonly object: KubeObject; readonly gone: boolean } | { readonly ok: false; readonly status: Status }

/**
 * Deletes as the API server does (apiserver pkg/registry/generic/registry/store.go Delete): finalizers by propagation policy, a grace period for
 * Pods on a node (the kubelet ends it with grace 0), phase Terminating for namespaces; otherwise the object goes at once.
 */
export function deleteByKey(working: Working, key: ObjectKey, options: DeleteObjectOptions): DeleteResult {
  const [group, resource, , name] = key.split('/') as [string, string, string, string]
  const old = working.get(key)
  if (old === undefined) return refused(notFoundStatus({ group, resource }, name))
  const refusal = checkPreconditions({ group, resource }, old, options)
  if (refusal !== undefined) return refused(refusal)
  const grace = graceSeconds(resource, group, old, options.gracePeriodSeconds)
  const finalizers = finalizersFor(resource, group, old, options.propagationPolicy)
  const marked = markedForDeletion(working, old, grace, finalizers, resource === 'namespaces' && group === '')
  if (!isHeld(marked, resource)) {
    if (options.dryRun !== true) takeAway(working, key, resource, old, marked)
    return { ok: true, object: group === '' && resource === 'pods' ? marked : old, gone: true }
  }
  if (marked === old || options.dryRun === true) return { ok: true, object: marked, gone: false }
  return { ok: true, object: working.put(key, marked), gone: false }
}

function takeAway(working: Working, key: ObjectKey, resource: string, old: KubeObject, marked: KubeObject): void {
  // What is deleted gracefully, Pods, is marked before it goes, even with no grace left: watchers see both (store.go updateForGracefulDeletionAndFinalizers).
  if (marked !== old && (resource === 'pods' || old.metadata.deletionTimestamp !== undefined)) working.put(key, marked)
  working.remove(key)
  syncIPAddresses(working, old, undefined)
  forgetWrites(working, key)
}

function checkPreconditions(of: { group: string; resource: string }, old: KubeObject, options: DeleteObjectOptions): Status | undefined {
  const { uid, resourceVersion } = options.preconditions ?? {}
  const { name } = old.metadata
  if (of.group === '' && of.resource === 'namespaces') return namespacePrecondition(of, old, options)
  const target = { group: of.group, resource: old.kind }
  if (uid !== undefined && uid !== old.metadata.uid) {
    return conflict(target, name, `the UID in the precondition (${uid}) does not match the UID in record (${old.metadata.uid}). The object might have been deleted and then recreated`)
  }
  if (resourceVersion !== undefined && resourceVersion !== old.metadata.resourceVersion) {
    return conflict(target, name, `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${old.metadata.resourceVersion}). The object might have been modified`)
  }
  return undefined
}

/** Namespaces have a store of their own, with its own words (pkg/registry/core/namespace/storage/storage.go). */
function namespacePrecondition(of: { group: string; resource: string }, old: KubeObject, { preconditions }: DeleteObjectOptions): Status | undefined {
  const { uid, resourceVersion } = preconditions ?? {}
  const { name } = old.metadata
  if (uid !== undefined && uid !== old.metadata.uid) return conflict(of, name, `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${old.metadata.uid}`)
  if (resourceVersion === undefined || resourceVersion === old.metadata.resourceVersion) return undefined
  return conflict(of, name, `Precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${old.metadata.resourceVersion}`)
}

/** Seconds until the object may go: only a Pod that a node runs has any (pkg/registry/core/pod/strategy.go CheckGracefulDelete). */
function graceSeconds(resource: string, group: string, object: KubeObject, asked: number | undefined): number {
  if (group !== '' || resource !== 'pods') return 0
  const { spec = {}, status = {} } = object as { spec?: { nodeName?: string; terminationGracePeriodSeconds?: number }; status?: { phase?: string } }
  const { nodeName = '', terminationGracePeriodSeconds = 30 } = spec
  if (nodeName === '' || status.phase === 'Failed' || status.phase === 'Succeeded') return 0
  const period = asked ?? terminationGracePeriodSeconds
  return period < 0 ? 1 : period
}

/** A Job's Pods are left behind where nothing else is asked (pkg/registry/batch/job/strategy.go DefaultGarbageCollectionPolicy). */
function finalizersFor(resource: string, group: string, object: KubeObject, policy: string | undefined): readonly string[] {
  const present = object.metadata.finalizers ?? []
  const others = present.filter((finalizer) => finalizer !== orphan && finalizer !== foreground)
  if (policy === 'Orphan') return [...others, orphan]
  if (policy === 'Foreground') return [...others, foreground]
  if (policy === 'Background') return others.length === present.length ? present : others
  if (present.length === others.length && group === 'batch' && resource === 'jobs') return [...others, orphan]
  return present
}

function markedForDeletion(working: Working, old: KubeObject, grace: number, finalizers: readonly string[], namespace: boolean): KubeObject {
  const { finalizers: held, deletionTimestamp, deletionGracePeriodSeconds = 0 } = old.metadata
  if (deletionTimestamp !== undefined && grace >= deletionGracePeriodSeconds) {
    return finalizers === held || (finalizers.length === 0 && held === undefined) ? old : { ...old, metadata: withFinalizers(old, finalizers) }
  }
  const metadata = { ...withFinalizers(old, finalizers), ...nextGeneration(old), deletionTimestamp: working.timestamp(working.now + grace * 1000) }
  return namespace ? ({ ...old, metadata, status: { phase: 'Terminating' } } as KubeObject) : { ...old, metadata: { ...metadata, deletionGracePeriodSeconds: grace } }
}

function withFinalizers({ metadata }: KubeObject, finalizers: readonly string[]): KubeObject['metadata'] {
  const { finalizers: _, ...rest } = metadata
  return finalizers.length === 0 ? rest : { ...rest, finalizers }
}

/** Being deleted is a change of what is desired, once (apiserver pkg/registry/rest/delete.go BeforeDelete). */
function nextGeneration({ metadata: { generation = 0, deletionTimestamp } }: KubeObject): { readonly generation?: number } {
  return generation > 0 && deletionTimestamp === undefined ? { generation: generation + 1 } : {}
}

function isHeld(object: KubeObject, resource: string): boolean {
  const { finalizers, deletionGracePeriodSeconds } = object.metadata
  if ((finalizers?.length ?? 0) > 0 || (deletionGracePeriodSeconds ?? 0) > 0) return true
  return resource === 'namespaces' && ((object as { spec?: { finalizers?: readonly string[] } }).spec?.finalizers?.length ?? 0) > 0
}
