import type { PersistentVolumeClaim } from '@/lib/kube/core/v1.generated'
import { compareQuantities } from '@/lib/kube/quantity'
import { forbiddenStatus } from '@/lib/kube/status-error'
import type { WriteResult } from '../api/write/result'
import type { Working } from '../working/working'
import type { AdmissionRequest } from './admit'

/** Only a bound claim of a class that allows it may grow (plugin/pkg/admission/storage/persistentvolume/resize). */
export function admitClaimResize(working: Working, { phase, definition, object, old }: AdmissionRequest): WriteResult {
  if (phase !== 'validate' || old === undefined || definition.group !== '' || definition.resource !== 'persistentvolumeclaims') return { ok: true, object }
  const why = refusalOf(working, object as unknown as PersistentVolumeClaim, old as unknown as PersistentVolumeClaim)
  return why === undefined ? { ok: true, object } : { ok: false, status: forbiddenStatus(definition, object.metadata.name, why) }
}

function refusalOf(working: Working, claim: PersistentVolumeClaim, old: PersistentVolumeClaim): string | undefined {
  const size = ({ spec }: PersistentVolumeClaim) => (spec.resources?.requests?.['storage'] as string | undefined) ?? '0'
  if (compareQuantities(size(claim), size(old)) <= 0) return undefined
  if (old.status?.phase !== 'Bound') return 'only bound persistent volume claims can be expanded'
  const classes = working.list('storage.k8s.io/storageclasses') as unknown as { readonly metadata: { readonly name: string }; readonly allowVolumeExpansion?: boolean }[]
  const allows = classes.some((one) => one.metadata.name === old.spec.storageClassName && one.allowVolumeExpansion === true)
  return allows ? undefined : 'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize'
}
