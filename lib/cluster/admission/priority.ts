import type { Pod } from '@/lib/kube/core/v1.generated'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import type { PriorityClass } from '@/lib/kube/scheduling/v1.generated'
import { forbiddenStatus } from '@/lib/kube/status-error'
import type { WriteResult } from '../api/write/result'
import type { Working } from '../working/working'
import type { AdmissionRequest } from './admit'
import { isPodCreate } from './pod-request'

/** The number behind a Pod's priority class (plugin/pkg/admission/priority). */
export function admitPriority(working: Working, request: AdmissionRequest): WriteResult {
  const { object } = request
  if (request.phase !== 'mutate' || !isPodCreate(request)) return { ok: true, object }
  const { spec } = object as unknown as Pod
  const asked = spec.priorityClassName ?? ''
  const found = asked === '' ? globalDefault(working) : (working.get(objectKey('scheduling.k8s.io', 'priorityclasses', '', asked)) as unknown as PriorityClass | undefined)
  const refuse = (why: string): WriteResult => ({ ok: false, status: forbiddenStatus({ group: '', resource: 'pods' }, (object.metadata.name as string | undefined) ?? '', why) })
  if (asked !== '' && found === undefined) return refuse(`no PriorityClass with name ${asked} was found`)
  const priority = found?.value ?? 0
  const preemptionPolicy = found?.preemptionPolicy ?? 'PreemptLowerPriority'
  if (spec.priority !== undefined && spec.priority !== priority) {
    return refuse(`the integer value of priority (${String(spec.priority)}) must not be provided in pod spec; priority admission controller computed ${String(priority)} from the given PriorityClass name`)
  }
  if (spec.preemptionPolicy !== undefined && spec.preemptionPolicy !== preemptionPolicy) {
    return refuse(`the string value of PreemptionPolicy (${spec.preemptionPolicy}) must not be provided in pod spec; priority admission controller computed ${preemptionPolicy} from the given PriorityClass name`)
  }
  const named = found === undefined ? {} : { priorityClassName: found.metadata.name }
  return { ok: true, object: { ...object, spec: { ...spec, ...named, priority, preemptionPolicy } } as unknown as KubeObject }
}

/** The class of Pods that name none: of several defaults the lowest. */
function globalDefault(working: Working): PriorityClass | undefined {
  const classes = (working.list('scheduling.k8s.io/priorityclasses') as unknown as PriorityClass[]).filter(({ globalDefault: isDefault }) => isDefault === true)
  return classes.sort((a, b) => (a.value ?? 0) - (b.value ?? 0))[0]
}
