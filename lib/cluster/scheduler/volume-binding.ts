import type { Node, PersistentVolume, PersistentVolumeClaim, Pod } from '@/lib/kube/core/v1.generated'
import { objectKey } from '@/lib/kube/object'
import { annotateClaim, reserve } from '../controllers/volume/bind'
import { claimNamesOf, classOf, findVolume, isBound, isReachable, selectedNode, waitsForConsumer } from '../controllers/volume/match'
import type { Working } from '../working/working'
import type { Refusal } from './filter'

/** Why a Pod can go nowhere for its claims (VolumeRestrictions and VolumeBinding PreFilter). */
export function claimsRefusal(working: Working, pod: Pod): string | undefined {
  const names = claimNamesOf(pod)
  if (names.length === 0) return undefined
  for (const name of names) {
    const claim = claimNamed(working, pod, name)
    if (claim === undefined) return `persistentvolumeclaim "${name}" not found`
    if (claim.status?.phase === 'Lost') return `persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${claim.spec.volumeName ?? ''}"`
    if (claim.metadata.deletionTimestamp !== undefined) return `persistentvolumeclaim "${name}" is being deleted`
  }
  return claimsOf(working, pod).some((claim) => !isBound(claim) && !waitsForConsumer(working, claim)) ? 'pod has unbound immediate PersistentVolumeClaims' : undefined
}

/** Whether a Pod's volumes can be had on a node (VolumeBinding Filter). */
export function filterVolumes(working: Working, pod: Pod, { node }: { readonly node: Node }): Refusal | undefined {
  if (claimNamesOf(pod).length === 0) return undefined
  const claims = claimsOf(working, pod)
  const reasons: string[] = []
  const bound = claims.filter(isBound).map(({ spec }) => working.get(objectKey('', 'persistentvolumes', '', spec.volumeName ?? '')) as PersistentVolume | undefined)
  if (bound.includes(undefined)) reasons.push('node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)')
  if (bound.some((volume) => volume !== undefined && !isReachable(volume, node))) reasons.push("node(s) didn't match PersistentVolume's node affinity")
  if (choices(working, claims, node) === undefined) reasons.push("node(s) didn't find available persistent volumes to bind")
  return reasons.length === 0 ? undefined : { plugin: 'VolumeBinding', reasons, final: true }
}

/** Asks for the volumes of the node that was chosen (PreBind): false while they have to be waited for. */
export function askForVolumes(working: Working, pod: Pod, node: Node): boolean {
  const chosen = choices(working, claimsOf(working, pod), node)
  for (const [claim, volume] of chosen ?? []) {
    if (volume === undefined) annotateClaim(working, claim, { [selectedNode]: node.metadata.name }, 'kube-scheduler')
    else reserve(working, volume, claim)
  }
  return hasVolumes(working, pod)
}

/** Whether all of a Pod's claims are bound. */
export function hasVolumes(working: Working, pod: Pod): boolean {
  return claimsOf(working, pod).every(isBound)
}

type Choices = readonly (readonly [PersistentVolumeClaim, PersistentVolume | undefined])[]

/** For each claim that waits for a node the volume it would get there; none where one would be made for it. Undefined: one would get nothing. */
function choices(working: Working, claims: readonly PersistentVolumeClaim[], node: Node): Choices | undefined {
  const waiting = claims.filter((claim) => !isBound(claim))
  if (waiting.length === 0) return []
  const volumes = working.list('/persistentvolumes') as PersistentVolume[]
  const taken = new Set<string>()
  const chosen: (readonly [PersistentVolumeClaim, PersistentVolume | undefined])[] = []
  for (const claim of waiting) {
    const volume = findVolume(volumes, claim, { node, taken })
    if (volume === undefined && [undefined, 'kubernetes.io/no-provisioner'].includes(classOf(working, claim)?.provisioner)) return undefined
    if (volume !== undefined) taken.add(volume.metadata.name)
    chosen.push([claim, volume])
  }
  return chosen
}

function claimsOf(working: Working, pod: Pod): readonly PersistentVolumeClaim[] {
  return claimNamesOf(pod).flatMap((name) => claimNamed(working, pod, name) ?? [])
}

function claimNamed(working: Working, { metadata: { namespace = '' } }: Pod, name: string): PersistentVolumeClaim | undefined {
  return working.get(objectKey('', 'persistentvolumeclaims', namespace, name)) as PersistentVolumeClaim | undefined
}
