import type { Pod } from '@/lib/kube/core/v1.generated'
import { isEqual } from '@/lib/kube/equality'
import { forbidden, type FieldError } from '@/lib/kube/field-error'
import type { KubeObject } from '@/lib/kube/object'
import { admit } from '../../admission/admit'
import { invalidStatus } from '@/lib/kube/status-error'
import type { Reply, RequestContext } from '../context'
import { get } from '../verbs/get'
import { patch, writeOptions, type PatchWriter } from '../verbs/patch'
import { raised } from '../write/generation'
import { refused } from '../write/result'
import { carriedOver } from '../write/metadata'
import { complete } from '../write/create'
import { storeUpdate } from '../write/update'

/** pods/NAME/ephemeralcontainers: containers for looking into a running Pod; they can be added, never changed or removed. */
export function ephemeralContainers(context: RequestContext, verb: string): Reply {
  return verb === 'get' ? get(context) : patch(context, 'ephemeralcontainers', writeEphemeral)
}

/** pods/NAME/resize: only the containers' resources count. */
export function resize(context: RequestContext, verb: string): Reply {
  return verb === 'get' ? get(context) : patch(context, 'resize', writeResized)
}

const writeEphemeral: PatchWriter = (context, object, old, options) => {
  const sent = (object as unknown as Pod).spec.ephemeralContainers ?? []
  const stored = old as unknown as KubeObject & Pod
  const errors = ephemeralErrors(sent, stored)
  if (errors.length > 0) return refused(invalidStatus({ group: '', kind: 'Pod' }, old.metadata.name, errors))
  const fresh = { ...stored, spec: { ...stored.spec, ...(sent.length === 0 ? {} : { ephemeralContainers: sent }) } } as unknown as KubeObject
  const carried = raised(context.definition, complete(context.definition, carriedOver(fresh, old)), old)
  const write = writeOptions(context, options)
  const admitted = admit(context.working, { operation: 'UPDATE', definition: context.definition, object: carried, old, options: write, phase: 'validate' })
  return admitted.ok ? storeUpdate(context.working, context.definition, carried, old, write, 'ephemeralcontainers') : admitted
}

/** pkg/apis/core/validation ValidatePodEphemeralContainersUpdate. */
function ephemeralErrors(sent: NonNullable<Pod['spec']['ephemeralContainers']>, pod: Pod): FieldError[] {
  const errors: FieldError[] = []
  const taken = new Set([...pod.spec.containers, ...(pod.spec.initContainers ?? [])].map(({ name }) => name))
  for (const [index, container] of sent.entries()) {
    const at = `spec.ephemeralContainers[${String(index)}]`
    if (taken.has(container.name)) errors.push({ reason: 'FieldValueDuplicate', field: `${at}.name`, message: `Duplicate value: ${JSON.stringify(container.name)}` })
    taken.add(container.name)
    for (const field of ['ports', 'livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'] as const) {
      if (container[field] !== undefined) errors.push({ reason: 'FieldValueForbidden', field: `${at}.${field}`, message: 'Forbidden: cannot be set for an Ephemeral Container' })
    }
  }
  if (errors.length > 0) return errors
  return (pod.spec.ephemeralContainers ?? []).flatMap((old) => {
    const now = sent.find(({ name }) => name === old.name)
    return isEqual(now, old) ? [] : [forbidden('spec.ephemeralContainers', `existing ephemeral containers ${JSON.stringify(old.name)} may not be ${now === undefined ? 'removed' : 'changed'}\n`)]
  })
}

const writeResized: PatchWriter = (context, object, old, options) => {
  const sent = (object as unknown as Pod).spec.containers
  const stored = old as unknown as KubeObject & Pod
  const containers = stored.spec.containers.map((container) => {
    const resources = sent.find(({ name }) => name === container.name)?.resources
    return resources === undefined ? container : { ...container, resources }
  })
  if (qosOf(containers) !== qosOf(stored.spec.containers)) {
    const message = `Invalid value: ${JSON.stringify(stored.status?.qosClass ?? 'BestEffort')}: Pod QOS Class may not change as a result of resizing`
    return refused(invalidStatus({ group: '', kind: 'Pod' }, old.metadata.name, [{ reason: 'FieldValueInvalid', field: 'spec', message }]))
  }
  const fresh = { ...stored, spec: { ...stored.spec, containers } } as unknown as KubeObject
  const carried = raised(context.definition, carriedOver(fresh, old), old)
  return storeUpdate(context.working, context.definition, carried, old, writeOptions(context, options), 'resize')
}

function qosOf(containers: Pod['spec']['containers']): string {
  const bare = containers.every(({ resources }) => Object.keys(resources.requests ?? {}).length === 0 && Object.keys(resources.limits ?? {}).length === 0)
  if (bare) return 'BestEffort'
  const full = containers.every(({ resources }) => ['cpu', 'memory'].every((name) => resources.limits?.[name] !== undefined && (resources.requests?.[name] ?? resources.limits[name]) === resources.limits[name]))
  return full ? 'Guaranteed' : 'Burstable'
}
