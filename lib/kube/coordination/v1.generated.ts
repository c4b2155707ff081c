// Written by scripts/generate-schema.mjs from the structure of Kubernetes 1.36.3. Do not edit.
import type { MicroTime, ObjectMeta } from '@/lib/kube/meta/v1.generated'

export interface Lease {
  readonly apiVersion: 'coordination.k8s.io/v1'
  readonly kind: 'Lease'
  readonly metadata: ObjectMeta
  readonly spec: LeaseSpec
}

export interface LeaseSpec {
  readonly acquireTime?: MicroTime
  readonly holderIdentity?: string
  readonly leaseDurationSeconds?: number
  readonly leaseTransitions?: number
  readonly preferredHolder?: string
  readonly renewTime?: MicroTime
  readonly strategy?: string
}
