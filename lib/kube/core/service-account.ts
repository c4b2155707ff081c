import type { ServiceAccount } from '@/lib/kube/core/v1.generated'
import { defineKind } from '../define-kind'

/** ServiceAccount: an identity for Pods; only its metadata is checked (ValidateServiceAccount). */
export const serviceAccount = defineKind<ServiceAccount>({
  group: '',
  version: 'v1',
  kind: 'ServiceAccount',
  resource: 'serviceaccounts',
  shortNames: ['sa'],
  definition: 'io.k8s.api.core.v1.ServiceAccount',
  subresources: ['token'],
})
