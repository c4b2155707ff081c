import type { KindDefinition } from '@/lib/kube/kind'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import { admit } from '../../admission/admit'
import type { Working } from '../../working/working'
import { alreadyExists, failure, invalid, resourceDetails } from '../failure'
import { recordWrite } from '../managed-fields/record'
import { allocate } from './allocate'
import { withGeneratedName } from './generated-name'
import { refused, type WriteOptions, type WriteResult } from './result'

/**
 * Creates an object whose namespace is set: defaults, admission, generated name, uid, creation time, generation 1, allocations,
 * and, with `validate`, the kind's validation (apiserver pkg/registry/generic/registry/store.go Create, in its order).
 */
export function create(working: Working, definition: KindDefinition, sent: KubeObject, options: WriteOptions): WriteResult {
  const admitted = admit(working, { operation: 'CREATE', definition, object: definition.default(sent), options, phase: 'mutate' })
  if (!admitted.ok) return admitted
  const named = withGeneratedName(working, admitted.object)
  const allocated = allocate(working, definition, withSystemFields(working, named))
  if (!allocated.ok) return allocated
  const fresh = withFirstGeneration(definition, definition.prepareForCreate(allocated.object))
  if (options.validate === true) {
    const errors = definition.validate(fresh)
    if (errors.length > 0) return refused(invalid(definition, fresh.metadata.name, errors))
    for (const text of definition.warnings?.(fresh) ?? []) options.warn?.(text)
  }
  const checked = admit(working, { operation: 'CREATE', definition, object: fresh, options, phase: 'validate' })
  if (!checked.ok) return checked
  return store(working, definition, fresh, options)
}

function store(working: Working, definition: KindDefinition, object: KubeObject, options: WriteOptions): WriteResult {
  const { name, namespace = '', generateName = '' } = object.metadata
  const key = objectKey(definition.group, definition.resource, namespace, name)
  const present = working.get(key)
  if (present !== undefined) return refused(exists(definition, object, present, generateName))
  if (options.dryRun === true) {
    const { resourceVersion: _, ...metadata } = object.metadata
    return { ok: true, object: recordWrite(working, definition, undefined, { ...object, metadata } as KubeObject, options) }
  }
  return { ok: true, object: recordWrite(working, definition, undefined, working.put(key, object), options) }
}

function exists(definition: KindDefinition, object: KubeObject, present: KubeObject, generateName: string) {
  const { name } = object.metadata
  if (generateName !== '') {
    const message = `${definition.resource}${definition.group === '' ? '' : `.${definition.group}`} "${name}" already exists, the server was not able to generate a unique name for the object`
    return failure(409, 'AlreadyExists', message, { ...resourceDetails(definition, name), retryAfterSeconds: 1 })
  }
  return alreadyExists(definition, name, present.metadata.deletionTimestamp === undefined ? '' : 'object is being deleted: ')
}

function withSystemFields(working: Working, object: KubeObject): KubeObject {
  const { deletionTimestamp: _at, deletionGracePeriodSeconds: _grace, selfLink: _link, managedFields: _managed, ...rest } = object.metadata
  return { ...object, metadata: { ...rest, uid: working.uid(), creationTimestamp: working.timestamp() } }
}

function withFirstGeneration(definition: KindDefinition, object: KubeObject): KubeObject {
  const { generation: _, ...metadata } = object.metadata
  return { ...object, metadata: definition.generation ? { ...metadata, generation: 1 } : metadata }
}
