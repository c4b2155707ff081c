import type { PersistentVolume, PersistentVolumeClaim } from '@/lib/kube/core/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import { updateObject, updateStatus } from '../../api/operations'
import { same } from '../../api/write/same'
import type { Working } from '../../working/working'
import { definitionOf } from '../definition'
import { bindCompleted, boundByController, isReservedFor } from './match'

const manager = 'kube-controller-manager'

/** Reserves a volume for a claim and ties the claim to it, each with its phase (bind in pv_controller.go). False where the server refused a write. */
export function bind(working: Working, volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  const reserved = reserve(working, volume, claim)
  if (reserved === undefined) return false
  const bound = setVolumePhase(working, reserved, 'Bound')
  const tied = tie(working, claim, bound)
  if (tied === undefined) return false
  setClaimStatus(working, tied, { phase: 'Bound', ...pick(bound) })
  return true
}

/** Names the claim in the volume. */
export function reserve(working: Working, volume: PersistentVolume, claim: PersistentVolumeClaim): PersistentVolume | undefined {
  const { uid, name, namespace, resourceVersion } = claim.metadata
  if (isReservedFor(volume, claim) && volume.spec.claimRef?.uid === uid) return volume
  // What somebody reserved by hand stays reserved when the claim goes.
  const annotations = volume.spec.claimRef === undefined ? { annotations: { ...volume.metadata.annotations, [boundByController]: 'yes' } } : {}
  const claimRef = { kind: 'PersistentVolumeClaim', namespace, name, uid, apiVersion: 'v1', resourceVersion }
  const next = { ...volume, metadata: { ...volume.metadata, ...annotations }, spec: { ...volume.spec, claimRef } }
  const result = updateObject(working, volumes(), next, { manager })
  return result.ok ? (result.object as PersistentVolume) : undefined
}

function tie(working: Working, claim: PersistentVolumeClaim, volume: PersistentVolume): PersistentVolumeClaim | undefined {
  const { name } = volume.metadata
  const byUs = claim.spec.volumeName === name ? {} : { [boundByController]: 'yes' }
  const annotations = { ...claim.metadata.annotations, ...byUs, [bindCompleted]: 'yes' }
  const next = { ...claim, metadata: { ...claim.metadata, annotations }, spec: { ...claim.spec, volumeName: name } }
  const result = updateObject(working, claims(), next, { manager })
  return result.ok ? (result.object as PersistentVolumeClaim) : undefined
}

function pick({ spec: { accessModes, capacity } }: PersistentVolume) {
  return { ...(accessModes === undefined ? {} : { accessModes }), ...(capacity === undefined ? {} : { capacity }) }
}

/** Writes a claim's phase and what it has, where that is new. */
export function setClaimStatus(working: Working, claim: PersistentVolumeClaim, has: NonNullable<PersistentVolumeClaim['status']>): void {
  const { accessModes: _modes, capacity: _capacity, ...rest } = claim.status ?? {}
  const status = { ...rest, ...has }
  if (!same(status, claim.status)) updateStatus(working, claims(), { ...claim, status } as unknown as KubeObject, { manager })
}

/** Writes a volume's phase and its time, where it is new. */
export function setVolumePhase(working: Working, volume: PersistentVolume, phase: NonNullable<NonNullable<PersistentVolume['status']>['phase']>): PersistentVolume {
  if (volume.status?.phase === phase) return volume
  const status = { ...volume.status, phase, lastPhaseTransitionTime: working.timestamp() }
  const result = updateStatus(working, volumes(), { ...volume, status } as unknown as KubeObject, { manager })
  return result.ok ? (result.object as PersistentVolume) : volume
}

/** Adds annotations to a claim. */
export function annotateClaim(working: Working, claim: PersistentVolumeClaim, annotations: Readonly<Record<string, string>>, by = manager): PersistentVolumeClaim {
  const next = { ...claim, metadata: { ...claim.metadata, annotations: { ...claim.metadata.annotations, ...annotations } } }
  const result = updateObject(working, claims(), next, { manager: by })
  return result.ok ? (result.object as PersistentVolumeClaim) : claim
}

const volumes = () => definitionOf('v1', 'PersistentVolume')
const claims = () => definitionOf('v1', 'PersistentVolumeClaim')
