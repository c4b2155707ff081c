import type { Node, PersistentVolume, PersistentVolumeClaim, Pod } from '@/lib/kube/core/v1.generated'
import { matchesSelector } from '@/lib/kube/labels'
import { objectKey } from '@/lib/kube/object'
import { compareQuantities } from '@/lib/kube/quantity'
import type { StorageClass } from '@/lib/kube/storage/v1.generated'
import { matchesNodeSelector } from '../../scheduler/node-affinity'
import type { Working } from '../../working/working'

const classAnnotation = 'volume.beta.kubernetes.io/storage-class'
export const boundByController = 'pv.kubernetes.io/bound-by-controller'
export const bindCompleted = 'pv.kubernetes.io/bind-completed'
export const selectedNode = 'volume.kubernetes.io/selected-node'

/** The name of a volume's or a claim's class; '' is none (GetPersistentVolumeClaimClass). */
export function classNameOf({ metadata, spec }: PersistentVolume | PersistentVolumeClaim): string {
  return metadata.annotations?.[classAnnotation] ?? spec.storageClassName ?? ''
}

export function classOf(working: Working, claim: PersistentVolumeClaim): StorageClass | undefined {
  return working.get(objectKey('storage.k8s.io', 'storageclasses', '', classNameOf(claim))) as StorageClass | undefined
}

/** Whether a claim waits for a Pod that uses it to be given a node (IsDelayBindingMode). */
export function waitsForConsumer(working: Working, claim: PersistentVolumeClaim): boolean {
  return classOf(working, claim)?.volumeBindingMode === 'WaitForFirstConsumer'
}

/** Whether both sides have said that they belong together: the controller has finished. */
export function isBound({ metadata, spec }: PersistentVolumeClaim): boolean {
  return (spec.volumeName ?? '') !== '' && metadata.annotations?.[bindCompleted] !== undefined
}

/** Whether a volume names this claim as its own; one that was reserved by hand has no uid (IsVolumeBoundToClaim). */
export function isReservedFor({ spec: { claimRef } }: PersistentVolume, { metadata }: PersistentVolumeClaim): boolean {
  if (claimRef?.name !== metadata.name || claimRef.namespace !== metadata.namespace) return false
  return (claimRef.uid ?? '') === '' || claimRef.uid === metadata.uid
}

/** Whether a volume can be reached from a node. */
export function isReachable(volume: PersistentVolume, node: Node): boolean {
  const required = volume.spec.nodeAffinity?.required
  return required === undefined || matchesNodeSelector(required, node)
}

/** Why a volume can't serve a claim that asks for it by name (checkVolumeSatisfyClaim). */
export function mismatch(volume: PersistentVolume, claim: PersistentVolumeClaim): string | undefined {
  if (volume.metadata.deletionTimestamp !== undefined) return `the volume is marked for deletion "${volume.metadata.name}"`
  if (!isLargeEnough(volume, claim)) return 'requested PV is too small'
  if (classNameOf(volume) !== classNameOf(claim)) return 'storageClassName does not match'
  if (volume.spec.volumeMode !== claim.spec.volumeMode) return 'incompatible volumeMode'
  return offersModes(volume, claim) ? undefined : 'incompatible accessMode'
}

/**
 * The smallest volume that serves a claim, or the one reserved for it (component-helpers/storage/volume FindMatchingVolume). With `node`, one that can
 * be reached from there; `taken` are spoken for.
 */
export function findVolume(volumes: readonly PersistentVolume[], claim: PersistentVolumeClaim, at: { readonly node?: Node; readonly taken?: ReadonlySet<string> } = {}): PersistentVolume | undefined {
  const fit = volumes.filter((volume) => at.taken?.has(volume.metadata.name) !== true && isLargeEnough(volume, claim) && volume.spec.volumeMode === claim.spec.volumeMode && volume.metadata.deletionTimestamp === undefined)
  const isNear = (volume: PersistentVolume) => at.node === undefined || isReachable(volume, at.node)
  const reserved = fit.find((volume) => isReservedFor(volume, claim))
  if (reserved !== undefined) return isNear(reserved) ? reserved : undefined
  const free = fit.filter((volume) => volume.spec.claimRef === undefined && volume.status?.phase === 'Available' && serves(volume, claim) && isNear(volume))
  return free.sort((a, b) => compareQuantities(sizeOf(a), sizeOf(b)))[0]
}

function serves(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  const selected = claim.spec.selector === undefined || matchesSelector(claim.spec.selector, volume.metadata.labels)
  return selected && classNameOf(volume) === classNameOf(claim) && offersModes(volume, claim)
}

function offersModes(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  return (claim.spec.accessModes ?? []).every((mode) => volume.spec.accessModes?.includes(mode) === true)
}

function isLargeEnough(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  return compareQuantities(sizeOf(volume), claim.spec.resources?.requests?.['storage']) >= 0
}

function sizeOf(volume: PersistentVolume) {
  return volume.spec.capacity?.['storage']
}

const none: readonly string[] = []

/** Names of the claims among a Pod's volumes. */
export function claimNamesOf({ spec: { volumes } }: Pod): readonly string[] {
  if (volumes?.some(({ persistentVolumeClaim }) => persistentVolumeClaim !== undefined) !== true) return none
  return volumes.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [])
}
