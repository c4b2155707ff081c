import type { KindDefinition } from '@/lib/kube/kind'
import type { ManagedFieldsEntry, Status } from '@/lib/kube/meta/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import type { UserInfo } from '../request'

/** Who writes and how. */
export interface WriteOptions {
  /** Default: the cluster administrator. Decides admission (escalation of rights, finalizers). */
  readonly user?: UserInfo
  /** Owner of the fields written, as managedFields names it: `kube-controller-manager`, `kubelet`, `kube-scheduler`. */
  readonly manager?: string
  /** Version in which the object was written, where that is not the stored one. */
  readonly apiVersion?: string
  /** The door through which it was written, where that is not the object itself: `scale`. */
  readonly subresource?: string
  /** Owners to store as they are: a server-side apply has counted them. */
  readonly managedFields?: readonly ManagedFieldsEntry[]
  /** Whether those owners are the ones stored already. */
  readonly sameOwners?: boolean
  /** A patch has seen the stored object whatever it says of the version. */
  readonly unlocked?: boolean
  /** Check and answer, store nothing. */
  readonly dryRun?: boolean
  /** Run the kind's validation. Controllers leave it out: what they write follows from objects that passed it. */
  readonly validate?: boolean
  /** The kind by whose rules it is checked, where that is not the stored one. */
  readonly checkedAs?: KindDefinition
  /** Told every text for a Warning header. */
  readonly warn?: (text: string) => void
}

/** What came of a write: the object as stored, or the API's error. */
export type WriteResult = { readonly ok: true; readonly object: KubeObject } | { readonly ok: false; readonly status: Status }

/** Who owns the fields of a write that names nobody. */
export const defaultManager = 'unknown'

export function refused(status: Status): { readonly ok: false; readonly status: Status } {
  return { ok: false, status }
}
