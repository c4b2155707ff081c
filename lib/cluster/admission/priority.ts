import type { Pod } from '@/lib/kube/core/v1.generated'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import type { PriorityClass } from '@/lib/kube/scheduling/v1.generated'
import { forbiddenStatus } from '@/lib/kube/status-error'
import { admissionName } from '../api/write/generated-name'
import type { WriteResult } from '../api/write/result'
import type { Working } from '../working/working'
import type { AdmissionRequest } from './admit'
import { isPodCreate, isPodWrite } from './pod-request'

/** The number behind a Pod's priority class (plugin/pkg/admission/priority). */
export function admitPriority(working: Working, request: AdmissionRequest): WriteResult {
  const { object } = request
  if (request.phase === 'validate') return onlyDefault(working, request)
  if (isPodWrite(request) && request.operation === 'UPDATE') return { ok: true, object: withPriorityOf(request) }
  if (!isPodCreate(request)) return { ok: true, object }
  const { spec } = object as unknown as Pod
  const refuse = (why: string): WriteResult => ({ ok: false, status: forbiddenStatus({ group: '', resource: 'pods' }, admissionName(object), why) })
  const { priorityClassName: asked = '' } = spec
  const found = asked === '' ? globalDefault(working) : (working.get(objectKey('scheduling.k8s.io', 'priorityclasses', '', asked)) as unknown as PriorityClass | undefined)
  if (asked !== '' && found === undefined) return refuse(`no PriorityClass with name ${asked} was found`)
  const priority = priorityOf(found)
  const contradiction = contradictionOf(spec, priority)
  return contradiction === undefined ? { ok: true, object: { ...object, spec: { ...spec, ...priority } } as unknown as KubeObject } : refuse(contradiction)
}

/** What was set when the Pod was made stays, where a change leaves it out. */
function withPriorityOf({ object, old }: AdmissionRequest): KubeObject {
  const [spec, before] = [(object as unknown as Pod).spec, (old as unknown as Pod | undefined)?.spec]
  const { priority = before?.priority, preemptionPolicy = before?.preemptionPolicy } = spec
  return { ...object, spec: { ...spec, ...(priority === undefined ? {} : { priority }), ...(preemptionPolicy === undefined ? {} : { preemptionPolicy }) } } as unknown as KubeObject
}

/** At most one class is everybody's. */
function onlyDefault(working: Working, { definition, object }: AdmissionRequest): WriteResult {
  if (definition.resource !== 'priorityclasses' || (object as unknown as PriorityClass).globalDefault !== true) return { ok: true, object }
  const present = globalDefault(working)
  if (present === undefined || present.metadata.name === object.metadata.name) return { ok: true, object }
  return { ok: false, status: forbiddenStatus(definition, admissionName(object), `PriorityClass ${present.metadata.name} is already marked as default. Only one default can exist`) }
}

interface Priority {
  readonly priorityClassName?: string
  readonly priority: number
  readonly preemptionPolicy: string
}

function priorityOf(found: PriorityClass | undefined): Priority {
  if (found === undefined) return { priority: 0, preemptionPolicy: 'PreemptLowerPriority' }
  const { metadata, value: priority = 0, preemptionPolicy = 'PreemptLowerPriority' } = found as Partial<PriorityClass> & Pick<PriorityClass, 'metadata'>
  return { priorityClassName: metadata.name, priority, preemptionPolicy }
}

/** What a Pod itself says of its priority has to be what its class says. */
function contradictionOf(spec: Pod['spec'], { priority, preemptionPolicy }: Priority): string | undefined {
  if (spec.priority !== undefined && spec.priority !== priority) {
    return `the integer value of priority (${String(spec.priority)}) must not be provided in pod spec; priority admission controller computed ${String(priority)} from the given PriorityClass name`
  }
  if (spec.preemptionPolicy !== undefined && spec.preemptionPolicy !== preemptionPolicy) {
    return `the string value of PreemptionPolicy (${spec.preemptionPolicy}) must not be provided in pod spec; priority admission controller computed ${preemptionPolicy} from the given PriorityClass name`
  }
  return undefined
}

/** The class of Pods that name none: of several defaults the lowest. */
function globalDefault(working: Working): PriorityClass | undefined {
  const classes = (working.list('scheduling.k8s.io/priorityclasses') as unknown as PriorityClass[]).filter(({ globalDefault: isDefault }) => isDefault === true)
  return classes.sort((a, b) => (a.value ?? 0) - (b.value ?? 0))[0]
}
