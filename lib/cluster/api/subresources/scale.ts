import { decodeObject } from '@/lib/kube/check'
import { kindOf } from '@/lib/kube/kinds'
import type { LabelSelector } from '@/lib/kube/meta/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import { decodeDefinition } from '@/lib/kube/schema/decode'
import { badRequest, conflict, invalidStatus, notFoundStatus } from '@/lib/kube/status-error'
import type { KindDefinition } from '@/lib/kube/kind'
import { readObject } from '../body/read-object'
import { fail, type Reply, type RequestContext } from '../context'
import { patched } from '../patch/patched'
import { writeQuery, type WriteQuery } from '../options'
import { targetKey } from '../verbs/get'
import { patchInvalid, writeOptions } from '../verbs/patch'
import { objectModified, update } from '../write/update'
import { selectorText } from './selector-text'
import { defineKind } from '@/lib/kube/define-kind'

interface Scalable extends KubeObject {
  readonly spec: { readonly replicas?: number; readonly selector?: LabelSelector }
  readonly status?: { readonly replicas?: number }
}

interface Scale extends KubeObject {
  readonly spec?: { readonly replicas?: number }
}

const scaleKind: KindDefinition = kindOf('autoscaling/v1', 'Scale') ?? defineKind({ group: 'autoscaling', version: 'v1', kind: 'Scale', resource: 'scales', definition: 'io.k8s.api.autoscaling.v1.Scale' })

/** The scale of a workload: its number of replicas as an object of its own (autoscaling/v1 Scale). */
export function scale(context: RequestContext, verb: string): Reply {
  const { working, resource, route } = context
  const stored = working.get(targetKey(context)) as Scalable | undefined
  if (stored === undefined) return fail(notFoundStatus(resource, route.name))
  if (verb === 'get') return { status: 200, object: scaleOf(stored) }
  return verb === 'update' ? replaceScale(context, stored) : patchScale(context, stored)
}

function replaceScale(context: RequestContext, stored: Scalable): Reply {
  const { query, request, warn } = context
  const options = writeQuery(query, 'UpdateOptions')
  const read = readObject(request.body ?? '', request.headers?.['content-type'], scaleKind, { fieldValidation: options.ok ? options.value.fieldValidation : 'Warn', warn })
  if (!options.ok) return fail(options.failure)
  return read.ok ? write(context, stored, read.object, options.value) : fail(read.failure)
}

const patchTypes: Readonly<Record<string, 'json' | 'merge' | 'strategic' | undefined>> = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
}

function patchScale(context: RequestContext, stored: Scalable): Reply {
  const { query, request, warn } = context
  const type = patchTypes[(request.headers?.['content-type'] ?? '').split(';')[0] ?? ''] ?? 'merge'
  const options = writeQuery(query, 'PatchOptions')
  if (!options.ok) return fail(options.failure)
  const current = scaleOf(stored)
  const result = patched(type, current, request.body ?? '', scaleKind)
  if ('failure' in result) return fail(result.failure)
  const decoded = decodeDefinition(scaleKind.definition, result.value)
  if ('error' in decoded) return fail(patchInvalid(result.shown, decoded.error))
  const checked = decodeObject(scaleKind, result.value, { fieldValidation: options.value.fieldValidation })
  if ('status' in checked) return fail(patchInvalid(result.shown, `strict decoding error: ${decoded.strict.join(', ')}`))
  for (const text of checked.warnings) warn(text)
  const patchedScale = checked.object as Scale
  const same = patchedScale.metadata.resourceVersion === current.metadata.resourceVersion
  return write(context, stored, same ? { ...patchedScale, metadata: { ...patchedScale.metadata, resourceVersion: '' } } : patchedScale, options.value)
}

/** Why a scale that names a uid or a version is not of the object as it is now. */
function lockOf(sent: Scale, { metadata }: Scalable): string | undefined {
  const { resourceVersion = '', uid = '' } = sent.metadata as Partial<KubeObject['metadata']>
  if (uid !== '' && uid !== metadata.uid) return `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${metadata.uid}`
  return resourceVersion !== '' && resourceVersion !== metadata.resourceVersion ? objectModified : undefined
}

function write(context: RequestContext, stored: Scalable, sent: Scale, options: WriteQuery): Reply {
  const { working, definition, resource, route } = context
  const { name = '' } = sent.metadata as Partial<KubeObject['metadata']>
  if (name !== route.name) return fail(badRequest(`the name of the object (${name}) does not match the name on the URL (${route.name})`))
  const locked = lockOf(sent, stored)
  if (locked !== undefined) return fail(conflict(resource, name, locked))
  const replicas = sent.spec?.replicas ?? 0
  if (replicas < 0) {
    return fail(invalidStatus({ group: 'autoscaling', kind: 'Scale' }, name, [{ reason: 'FieldValueInvalid', field: 'spec.replicas', message: `Invalid value: ${String(replicas)}: must be greater than or equal to 0` }]))
  }
  const result = update(working, definition, { ...stored, spec: { ...stored.spec, replicas } } as KubeObject, { ...writeOptions(context, options), subresource: 'scale' })
  return result.ok ? { status: 200, object: scaleOf(result.object as Scalable) } : fail(result.status)
}

function scaleOf({ metadata, spec, status }: Scalable): KubeObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata
  const selector = selectorText(spec.selector)
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }), uid, resourceVersion, creationTimestamp },
    spec: spec.replicas === undefined || spec.replicas === 0 ? {} : { replicas: spec.replicas },
    status: { replicas: status?.replicas ?? 0, ...(selector === '' ? {} : { selector }) },
  } as KubeObject
}
