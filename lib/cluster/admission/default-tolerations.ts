import type { Pod, Toleration } from '@/lib/kube/core/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import type { WriteResult } from '../api/write/result'
import type { Working } from '../working/working'
import type { AdmissionRequest } from './admit'
import { isPodWrite } from './pod-request'

/** How long Pods stay on a node that is lost, unless they say otherwise. */
const tolerationSeconds = 300

/** Pods put up with a lost node for five minutes (plugin/pkg/admission/defaulttolerationseconds). */
export function admitDefaultTolerations(_working: Working, request: AdmissionRequest): WriteResult {
  const { object } = request
  if (request.phase !== 'mutate' || !isPodWrite(request)) return { ok: true, object }
  const { spec } = object as unknown as Pod
  const given = spec.tolerations ?? []
  const missing = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].filter((key) => !given.some((toleration) => covers(toleration, key)))
  if (missing.length === 0) return { ok: true, object }
  const added = missing.map((key) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds }))
  return { ok: true, object: { ...object, spec: { ...spec, tolerations: [...given, ...added] } } as unknown as KubeObject }
}

function covers({ key = '', effect }: Toleration, taint: string): boolean {
  return (key === taint || key === '') && (effect === undefined || effect === 'NoExecute')
}
