import type { PersistentVolume, PersistentVolumeClaim, Pod } from '@/lib/kube/core/v1.generated'
import { objectKey, type ObjectKey } from '@/lib/kube/object'
import { recordEvent } from '../../events'
import type { Controller, Working } from '../../working/working'
import { annotateClaim, bind, setClaimStatus, setVolumePhase } from './bind'
import { claimNamesOf, classNameOf, classOf, findVolume, isBound, isReservedFor, mismatch, selectedNode, waitsForConsumer } from './match'

const name = 'persistentvolume-binder'
const component = 'persistentvolume-controller'
const latencyMs = 5
/** Claims that nothing served are tried again at every multiple of this (PVClaimBinderSyncPeriod). */
const resyncMs = 15_000
/** In the recordings a new claim that nothing serves is looked at twice, and told so twice. */
const again = 'again:'

/** Ties claims to volumes that were made by hand (pkg/controller/volume/persistentvolume); nothing here provisions new ones. Keys: of claims and volumes, `resync`. */
export const volumeBinder: Controller = {
  name,
  watches: ['/persistentvolumeclaims', '/persistentvolumes'],
  observe({ type, key, object }, _before, _working, enqueue) {
    if (object.kind === 'PersistentVolume') {
      const { claimRef } = (object as PersistentVolume).spec
      if (type !== 'DELETED') enqueue(key, latencyMs)
      if (claimRef !== undefined) enqueue(objectKey('', 'persistentvolumeclaims', claimRef.namespace ?? '', claimRef.name ?? ''), latencyMs)
      return
    }
    const { volumeName = '' } = (object as PersistentVolumeClaim).spec
    if (type === 'DELETED') enqueue(objectKey('', 'persistentvolumes', '', volumeName), latencyMs)
    else enqueue(key, latencyMs)
    if (type === 'ADDED') enqueue(again + key, 2 * latencyMs)
  },
  reconcile(working, key) {
    const object = working.get(key.replace(again, '') as ObjectKey)
    if (key === 'resync') resync(working)
    else if (object?.kind === 'PersistentVolume') syncVolume(working, object as PersistentVolume)
    else if (object?.kind === 'PersistentVolumeClaim') syncClaim(working, object as PersistentVolumeClaim)
    return undefined
  },
  pends: (_working, key) => key !== 'resync',
}

/** Tries all claims again that wait; when none does, the next one that has to begins it anew. */
function resync(working: Working): void {
  for (const claim of working.list('/persistentvolumeclaims') as PersistentVolumeClaim[]) if (!isBound(claim)) syncClaim(working, claim)
}

function syncClaim(working: Working, claim: PersistentVolumeClaim): void {
  if (isBound(claim)) syncBound(working, claim)
  else if ((claim.spec.volumeName ?? '') === '') syncFree(working, claim)
  else syncNamed(working, claim)
  const stored = working.get(objectKey('', 'persistentvolumeclaims', claim.metadata.namespace ?? '', claim.metadata.name)) as PersistentVolumeClaim | undefined
  if (stored !== undefined && !isBound(stored)) working.agenda.add(name, 'resync', (Math.floor(working.now / resyncMs) + 1) * resyncMs)
}

/** A claim that takes any volume (syncUnboundClaim). */
function syncFree(working: Working, claim: PersistentVolumeClaim): void {
  const waits = waitsForConsumer(working, claim) && claim.metadata.annotations?.[selectedNode] === undefined
  const volumes = working.list('/persistentvolumes') as PersistentVolume[]
  // A volume reserved for a claim is not chosen but given back to it, whatever the class says.
  const volume = findVolume(waits ? volumes.filter((each) => isReservedFor(each, claim)) : volumes, claim)
  if (volume !== undefined) bind(working, volume, claim)
  else if (waits) tell(working, claim, 'Normal', ...waitingFor(working, claim))
  else if (classNameOf(claim) === '') tell(working, claim, 'Normal', 'FailedBinding', 'no persistent volumes available for this claim and no storage class is set')
  else provision(working, claim)
}

/** A claim that asks for one volume by name. */
function syncNamed(working: Working, claim: PersistentVolumeClaim): void {
  const wanted = claim.spec.volumeName ?? ''
  const volume = working.get(objectKey('', 'persistentvolumes', '', wanted)) as PersistentVolume | undefined
  if (volume === undefined) return
  if (volume.spec.claimRef !== undefined) {
    if (isReservedFor(volume, claim)) bind(working, volume, claim)
    else tell(working, claim, 'Warning', 'FailedBinding', `volume "${wanted}" already bound to a different claim.`)
    return
  }
  const why = mismatch(volume, claim)
  if (why === undefined) bind(working, volume, claim)
  else tell(working, claim, 'Warning', 'VolumeMismatch', `Cannot bind to requested volume "${wanted}": ${why}`)
}

/** A bound claim whose volume went is lost for good (syncBoundClaim). */
function syncBound(working: Working, claim: PersistentVolumeClaim): void {
  const volume = working.get(objectKey('', 'persistentvolumes', '', claim.spec.volumeName ?? '')) as PersistentVolume | undefined
  if (volume === undefined) {
    if (claim.status?.phase !== 'Lost') tell(working, claim, 'Warning', 'ClaimLost', 'Bound claim has lost its PersistentVolume. Data on the volume is lost!')
    setClaimStatus(working, claim, { phase: 'Lost' })
  } else if (volume.spec.claimRef === undefined || isReservedFor(volume, claim)) bind(working, volume, claim)
  else {
    if (claim.status?.phase !== 'Lost') tell(working, claim, 'Warning', 'ClaimMisbound', 'Two claims are bound to the same volume, this one is bound incorrectly')
    setClaimStatus(working, claim, { phase: 'Lost' })
  }
}

/** Without a claim a volume is available; when its claim went it is released and kept as it was. */
function syncVolume(working: Working, volume: PersistentVolume): void {
  const { claimRef } = volume.spec
  if ((claimRef?.uid ?? '') === '') {
    setVolumePhase(working, volume, 'Available')
    return
  }
  const claim = working.get(objectKey('', 'persistentvolumeclaims', claimRef?.namespace ?? '', claimRef?.name ?? ''))
  if (claim?.metadata.uid !== claimRef?.uid) setVolumePhase(working, volume, 'Released')
}

/** A class that names an outside provisioner waits for that; the classes of this cluster have none. */
function provision(working: Working, claim: PersistentVolumeClaim): void {
  const provisioner = classOf(working, claim)?.provisioner
  if (provisioner === undefined || provisioner === 'kubernetes.io/no-provisioner') {
    tell(working, claim, 'Warning', 'ProvisioningFailed', provisioner === undefined ? `storageclass.storage.k8s.io "${classNameOf(claim)}" not found` : `no volume plugin matched name: ${provisioner}`)
    return
  }
  const asked = claim.metadata.annotations?.['volume.kubernetes.io/storage-provisioner'] === provisioner
  const annotated = asked ? claim : annotateClaim(working, claim, { 'volume.beta.kubernetes.io/storage-provisioner': provisioner, 'volume.kubernetes.io/storage-provisioner': provisioner })
  tell(working, annotated, 'Normal', 'ExternalProvisioning', `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`)
}

/** Whose placing a claim waits for. */
function waitingFor(working: Working, claim: PersistentVolumeClaim): readonly [string, string] {
  const pods = (working.list(`/pods/${claim.metadata.namespace ?? ''}`) as Pod[]).filter((pod) => pod.spec.nodeName === undefined && claimNamesOf(pod).includes(claim.metadata.name)).map(({ metadata }) => metadata.name)
  if (pods.length === 0) return ['WaitForFirstConsumer', 'waiting for first consumer to be created before binding']
  return ['WaitForPodScheduled', `waiting for ${pods.length > 1 ? 'pods' : 'pod'} ${pods.join(',')} to be scheduled`]
}

function tell(working: Working, claim: PersistentVolumeClaim, type: 'Normal' | 'Warning', reason: string, message: string): void {
  recordEvent(working, claim, { type, reason, message, component })
}
