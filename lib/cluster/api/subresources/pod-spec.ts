import { validatePod } from '@/lib/kube/core/pod'
import type { EphemeralContainer, Pod } from '@/lib/kube/core/v1.generated'
import { isEqual } from '@/lib/kube/equality'
import { forbidden, type FieldError } from '@/lib/kube/field-error'
import type { KubeObject } from '@/lib/kube/object'
import { admit } from '../../admission/admit'
import { invalidStatus } from '@/lib/kube/status-error'
import type { Reply, RequestContext } from '../context'
import type { WriteQuery } from '../options'
import { get } from '../verbs/get'
import { patch, writeOptions, type PatchWriter } from '../verbs/patch'
import { replace } from '../verbs/replace'
import { raised } from '../write/generation'
import { refused, type WriteResult } from '../write/result'
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
  const { ephemeralContainers: before = [], ...spec } = (old as unknown as Pod).spec
  const fresh = { ...old, spec: { ...spec, ...(sent.length === 0 ? {} : { ephemeralContainers: sent }) } } as unknown as KubeObject
  return write(context, complete(context.definition, carriedOver(fresh, old)), old, { options, subresource: 'ephemeralcontainers', errors: ephemeralErrors(sent, before) })
}

/** What is there stays as it is (ValidatePodEphemeralContainersUpdate). */
function ephemeralErrors(sent: readonly EphemeralContainer[], before: readonly EphemeralContainer[]): FieldError[] {
  return before.flatMap((old) => {
    const now = sent.find(({ name }) => name === old.name)
    return isEqual(now, old) ? [] : [forbidden('spec.ephemeralContainers', `existing ephemeral containers ${JSON.stringify(old.name)} may not be ${now === undefined ? 'removed' : 'changed'}\n`)]
  })
}

const writeResized: PatchWriter = (context, object, old, options) => {
  const stored = old as unknown as Pod
  const spec = resized((object as unknown as Pod).spec, stored.spec)
  return write(context, carriedOver({ ...old, spec } as unknown as KubeObject, old), old, { options, subresource: 'resize', errors: resizeErrors(spec, stored) })
}

interface Writing {
  readonly options: WriteQuery
  readonly subresource: string
  /** What this subresource minds, beside what holds for every Pod. */
  readonly errors: readonly FieldError[]
}

function write({ working, definition, ...context }: RequestContext, object: KubeObject, old: KubeObject, { options: query, subresource, errors }: Writing): WriteResult {
  const fresh = raised(definition, object, old)
  const all = [...validatePod(fresh as unknown as Pod), ...errors]
  if (all.length > 0) return refused(invalidStatus({ group: '', kind: 'Pod' }, old.metadata.name, all))
  const options = { ...writeOptions({ working, definition, ...context }, query), subresource }
  const admitted = admit(working, { operation: 'UPDATE', definition, object: fresh, old, options, phase: 'validate' })
  return admitted.ok ? storeUpdate(working, definition, fresh, old, options, subresource) : admitted
}
