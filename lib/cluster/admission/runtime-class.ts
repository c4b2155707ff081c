import type { Pod, Toleration } from '@/lib/kube/core/v1.generated'
import { isEqual } from '@/lib/kube/equality'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import { forbiddenStatus } from '@/lib/kube/status-error'
import { admissionName } from '../api/write/generated-name'
import type { WriteResult } from '../api/write/result'
import type { Working } from '../working/working'
import type { AdmissionRequest } from './admit'
import { isPodCreate } from './pod-request'

interface RuntimeClass {
  readonly overhead?: { readonly podFixed?: Readonly<Record<string, string>> }
  readonly scheduling?: { readonly nodeSelector?: Readonly<Record<string, string>>; readonly tolerations?: readonly Toleration[] }
}

/** A Pod's RuntimeClass has to be there; what it costs and where it runs becomes the Pod's (plugin/pkg/admission/runtimeclass). */
export function admitRuntimeClass(working: Working, request: AdmissionRequest): WriteResult {
  const { object } = request
  if (!isPodCreate(request)) return { ok: true, object }
  const { spec } = object as unknown as Pod
  const refuse = (why: string): WriteResult => ({ ok: false, status: forbiddenStatus({ group: '', resource: 'pods' }, admissionName(object), why) })
  const { runtimeClassName: name } = spec
  const runtime = name === undefined ? undefined : (working.get(objectKey('node.k8s.io', 'runtimeclasses', '', name)) as RuntimeClass | undefined)
  if (name !== undefined && runtime === undefined) return refuse(`pod rejected: RuntimeClass ${JSON.stringify(name)} not found`)
  if (request.phase === 'validate') {
    const stray = spec.overhead !== undefined && runtime?.overhead === undefined
    return stray ? refuse('pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead') : { ok: true, object }
  }
  const placed = runtime === undefined ? { spec } : withRuntime(spec, runtime)
  return 'refusal' in placed ? refuse(placed.refusal) : { ok: true, object: { ...object, spec: placed.spec } as unknown as KubeObject }
}

function withRuntime(spec: Pod['spec'], { overhead, scheduling }: RuntimeClass): { readonly spec: Pod['spec'] } | { readonly refusal: string } {
  const refusal = contradiction(spec, overhead?.podFixed, scheduling?.nodeSelector ?? {})
  if (refusal !== undefined) return { refusal }
  return { spec: withTolerations(withSelector({ ...spec, ...(overhead?.podFixed === undefined ? {} : { overhead: overhead.podFixed }) }, scheduling?.nodeSelector ?? {}), scheduling?.tolerations ?? []) }
}

function contradiction(spec: Pod['spec'], fixed: Readonly<Record<string, string>> | undefined, selector: Readonly<Record<string, string>>): string | undefined {
  if (fixed !== undefined && Object.keys(spec.overhead ?? {}).length > 0 && !isEqual(spec.overhead, fixed)) return "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead"
  for (const [key, value] of Object.entries(selector)) {
    const own = spec.nodeSelector?.[key]
    if (own !== undefined && own !== value) return `conflict: runtimeClass.scheduling.nodeSelector[${key}] = ${value}; pod.spec.nodeSelector[${key}] = ${own}`
  }
  return undefined
}

function withSelector(spec: Pod['spec'], selector: Readonly<Record<string, string>>): Pod['spec'] {
  return Object.keys(selector).length === 0 ? spec : { ...spec, nodeSelector: { ...spec.nodeSelector, ...selector } }
}

function withTolerations(spec: Pod['spec'], tolerations: readonly Toleration[]): Pod['spec'] {
  const present = spec.tolerations ?? []
  const added = tolerations.filter((toleration) => !present.some((own) => isEqual(own, toleration)))
  return added.length === 0 ? spec : { ...spec, tolerations: [...present, ...added] }
}
