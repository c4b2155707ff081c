import type { Node } from '@/lib/kube/core/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import type { WriteResult } from '../api/write/result'
import type { Working } from '../working/working'
import type { AdmissionRequest } from './admit'

const key = 'node.kubernetes.io/not-ready'

/** A new node takes no Pods until it has said that it is ready (plugin/pkg/admission/nodetaint). */
export function admitNode(_working: Working, { operation, phase, definition, object }: AdmissionRequest): WriteResult {
  if (phase !== 'mutate' || operation !== 'CREATE' || definition.group !== '' || definition.resource !== 'nodes') return { ok: true, object }
  const { spec } = object as unknown as Node
  const taints = spec.taints ?? []
  if (taints.some((taint) => taint.key === key && taint.effect === 'NoSchedule')) return { ok: true, object }
  return { ok: true, object: { ...object, spec: { ...spec, taints: [...taints, { key, effect: 'NoSchedule' }] } } as unknown as KubeObject }
}
