import type { Pod } from '@/lib/kube/core/v1.generated'
import { isEqual } from '@/lib/kube/equality'
import { forbidden, type FieldError } from '@/lib/kube/field-error'
import type { KubeObject } from '@/lib/kube/object'
import { admit } from '../../admission/admit'
import { invalidStatus } from '@/lib/kube/status-error'
import type { Reply, RequestContext } from '../context'
import { get } from '../verbs/get'
import { patch, writeOptions, type PatchWriter } from '../verbs/patch'
import { replace } from '../verbs/replace'
import { raised } from '../write/generation'
import { refused } from '../write/result'
import { carriedOver } from '../write/metadata'
import { complete } from '../write/create'
import { storeUpdate } from '../write/update'
import { resized, resizeErrors } from './resize'

/** pods/NAME/ephemeralcontainers: containers for looking into a running Pod; they can be added, never changed or removed. */
export function ephemeralContainers(context: RequestContext, verb: string): Reply {
  return answer(context, verb, 'ephemeralcontainers', writeEphemeral)
}

/** pods/NAME/resize: only the containers' resources count. */
export function resize(context: RequestContext, verb: string): Reply {
  return answer(context, verb, 'resize', writeResized)
}

function answer(context: RequestContext, verb: string, subresource: string, write: PatchWriter): Reply {
  return verb === 'get' ? get(context) : (verb === 'update' ? replace : patch)(context, subresource, write)
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
  const stored = old as unknown as KubeObject & Pod
  const fresh = { ...stored, spec: resized((object as unknown as Pod).spec, stored.spec) } as unknown as KubeObject
  const carried = raised(context.definition, carriedOver(fresh, old), old)
  const errors = [...context.definition.validate(carried), ...resizeErrors((carried as unknown as Pod).spec, stored)]
  if (errors.length > 0) return refused(invalidStatus({ group: '', kind: 'Pod' }, old.metadata.name, errors))
  const write = { ...writeOptions(context, options), subresource: 'resize' }
  const admitted = admit(context.working, { operation: 'UPDATE', definition: context.definition, object: carried, old, options: write, phase: 'validate' })
  return admitted.ok ? storeUpdate(context.working, context.definition, carried, old, write, 'resize') : admitted
}
