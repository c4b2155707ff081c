import type { Status } from '@/lib/kube/meta/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import type { UserInfo } from '../request'

/** Who writes and how. */
export interface WriteOptions {
  /** Default: the cluster administrator. Decides admission (finalizers of controllers, RBAC escalation). */
  readonly user?: UserInfo
  /** Owner of the fields written, as managedFields names it: `kube-controller-manager`, `kubelet`, `kube-scheduler`. */
  readonly manager?: string
  /** Check and answer, store nothing. */
  readonly dryRun?: boolean
  /** Run the kind's validation. Controllers leave it out: what they write follows from objects that passed it. */
  readonly validate?: boolean
  /** Told every text for a Warning header. */
  readonly warn?: (text: string) => void
}

/** What came of a write: the object as stored, or the API's error. */
export type WriteResult = { readonly ok: true; readonly object: KubeObject } | { readonly ok: false; readonly status: Status }

export function refused(status: Status): { readonly ok: false; readonly status: Status } {
  return { ok: false, status }
}
