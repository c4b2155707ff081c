import type { Container, Pod } from '@/lib/kube/core/v1.generated'
import type { Credentials } from '../files/file-system'
import { accountsOf, primaryGroup } from '../files/accounts'
import { boundingSet, effectiveSet } from './capabilities'
import { runtimeSecurity, type ImageUser } from './runtime-security'

/** Who a container's processes are. */
export interface Identity extends Credentials {
  /** The most that a set-user-id program could get. */
  readonly bounding: ReadonlySet<string>
  readonly noNewPrivs: boolean
}

/** The identity the runtime gives a container's processes, or its refusal to make the container. */
export function identityOf(pod: Pod, container: Container, image: ImageUser): { readonly identity: Identity } | { readonly error: string } {
  const security = runtimeSecurity(pod, container, image)
  const bounding = boundingSet(security)
  if ('error' in bounding) return bounding
  const uid = security.runAsUser ?? accountsOf(image.image).find((account) => account.name === security.runAsUsername)?.id ?? image.uid
  const gid = security.runAsGroup ?? primaryGroup(image.image, uid)
  const groups = [...new Set([gid, ...security.supplementalGroups])].sort((a, b) => a - b)
  return { identity: { uid, gid, groups, capabilities: effectiveSet(bounding.set, uid), bounding: bounding.set, noNewPrivs: security.noNewPrivs } }
}
