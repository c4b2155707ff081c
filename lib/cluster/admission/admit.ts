import type { KindDefinition } from '@/lib/kube/kind'
import type { KubeObject } from '@/lib/kube/object'
import type { WriteOptions, WriteResult } from '../api/write/result'
import type { Working } from '../working/working'
import { admitClaimResize } from './claim-resize'
import { admitDefaultClass } from './default-class'
import { admitDefaultTolerations } from './default-tolerations'
import { admitNamespace } from './namespace-lifecycle'
import { admitNode } from './node-taint'
import { admitPriority } from './priority'
import { admitEscalation, admitLimits, admitPodSecurity, admitQuota } from './rare'
import { admitRuntimeClass } from './runtime-class'
import { admitServiceAccount } from './service-account'

/** One write on its way into the store. */
export interface AdmissionRequest {
  readonly operation: 'CREATE' | 'UPDATE'
  readonly definition: KindDefinition
  readonly object: KubeObject
  readonly old?: KubeObject
  readonly options: WriteOptions
  /** First everything that may change the object, then, when it is complete, everything that only looks. */
  readonly phase: 'mutate' | 'validate'
}

type Plugin = (working: Working, request: AdmissionRequest) => WriteResult

const plugins: readonly Plugin[] = [
  admitNamespace, admitLimits, admitServiceAccount, admitNode, admitPodSecurity, admitPriority, admitDefaultTolerations, admitDefaultClass, admitClaimResize, admitRuntimeClass, admitQuota,
  admitEscalation,
]

/** Asks every admission plug-in in the server's order; the first refusal counts. */
export function admit(working: Working, request: AdmissionRequest): WriteResult {
  let admitted = request
  for (const plugin of plugins) {
    const result = plugin(working, admitted)
    if (!result.ok) return result
    if (result.object !== admitted.object) admitted = { ...admitted, object: result.object }
  }
  return { ok: true, object: admitted.object }
}
