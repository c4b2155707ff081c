import { internalKind } from '@/lib/kube/check'
import type { KindDefinition } from '@/lib/kube/kind'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import { validatePathSegment } from '@/lib/kube/names'
import { validateObjectMeta } from '@/lib/kube/object-meta'
import { completeObject, storedObject } from '@/lib/kube/schema/complete'
import { invalidStatus, qualifiedResource, statusError } from '@/lib/kube/status-error'
import { admit } from '../../admission/admit'
import type { Working } from '../../working/working'
import { nameTaken, resourceDetails } from '../failure'
import { recordWrite } from '../managed-fields/record'
import { ownersAfter } from '../managed-fields/resolve'
import { allocate } from './allocate'
import { givenName, withGeneratedName } from './generated-name'
import { syncIPAddresses } from './ip-addresses'
import { defaultManager, refused, type WriteOptions, type WriteResult } from './result'

/**
 * Creates an object whose namespace is set: defaults, admission, generated name, uid, creation time, generation 1, allocations,
 * and, with `validate`, the kind's validation (apiserver pkg/registry/generic/registry/store.go Create, in its order).
 */
export function create(working: Working, definition: KindDefinition, sent: KubeObject, options: WriteOptions): WriteResult {
  const written = definition.default(sent)
  const admitted = admit(working, { operation: 'CREATE', definition, object: written, options, phase: 'mutate' })
  if (!admitted.ok) return admitted
  const named = withGeneratedName(working, withSystemFields(working, admitted.object))
  const allocated = allocate(working, definition, named, options.dryRun === true)
  if (!allocated.ok) return allocated
  const fresh = withFirstGeneration(definition, definition.prepareForCreate(allocated.object))
  const invalid = options.validate === true ? refusalOf(definition, fresh, options) : undefined
  if (invalid !== undefined) return invalid
  const checked = admit(working, { operation: 'CREATE', definition, object: fresh, options, phase: 'validate' })
  if (!checked.ok) return checked
  return store(working, definition, complete(definition, fresh), written, options)
}

/** Validation by the rules of the version written; what is merely unwise is warned of. */
function refusalOf(definition: KindDefinition, fresh: KubeObject, { checkedAs, warn }: WriteOptions): WriteResult | undefined {
  const rules = checkedAs ?? definition
  const own = rules.validate(fresh)
  const errors = own.length > 0 ? own : validateObjectMeta(fresh.metadata, definition.namespaced, validatePathSegment)
  if (errors.length > 0) return refused(invalidStatus(internalKind(definition), givenName(fresh), errors))
  for (const text of rules.warnings?.(fresh) ?? []) warn?.(text)
  return undefined
}

/** As Go writes it: lists that can't be left out are null. */
export function complete(definition: KindDefinition, object: KubeObject): KubeObject {
  if (definition.definition === '') return object
  return completeObject(object as unknown as Readonly<Record<string, unknown>>, definition.definition) as unknown as KubeObject
}

/** As the store gives it back. */
export function throughStore(definition: KindDefinition, object: KubeObject): KubeObject {
  if (definition.definition === '') return object
  return storedObject(object as unknown as Readonly<Record<string, unknown>>, definition.definition) as unknown as KubeObject
}

function store(working: Working, definition: KindDefinition, object: KubeObject, written: KubeObject, options: WriteOptions): WriteResult {
  const { name, namespace = '', generateName = '' } = object.metadata
  const key = objectKey(definition.group, definition.resource, namespace, name)
  const present = working.get(key)
  if (present !== undefined) return refused(taken(definition, name, present, generateName))
  if (options.dryRun === true) return { ok: true, object: { ...object, metadata: withOwners(object.metadata, options.managedFields ?? ownersOf(working, definition, object, written, options)) } }
  const kept = options.validate === true ? throughStore(definition, object) : object
  const stored = working.put(key, { ...kept, metadata: withOwners(object.metadata, options.managedFields) })
  syncIPAddresses(working, undefined, stored)
  if (options.managedFields === undefined) {
    recordWrite(working, definition, { before: undefined, stored, written, manager: options.manager ?? defaultManager, ...(options.apiVersion === undefined ? {} : { apiVersion: options.apiVersion }) })
  }
  return { ok: true, object: stored }
}

function ownersOf(working: Working, definition: KindDefinition, object: KubeObject, written: KubeObject, { manager = defaultManager, apiVersion }: WriteOptions) {
  return ownersAfter(undefined, { before: undefined, stored: object, written, manager, time: working.timestamp(), ...(apiVersion === undefined ? {} : { apiVersion }) }, definition)
}

/** Metadata with other owners; nobody owning anything leaves no trace. */
export function withOwners(metadata: Partial<KubeObject['metadata']>, managedFields: WriteOptions['managedFields']): KubeObject['metadata'] {
  if (managedFields === undefined) return metadata as KubeObject['metadata']
  const { managedFields: _, ...rest } = metadata
  return (managedFields.length === 0 ? rest : { ...rest, managedFields }) as KubeObject['metadata']
}

function taken(definition: KindDefinition, name: string, present: KubeObject, generateName: string) {
  if (generateName === '') return nameTaken(definition, name, present.metadata.deletionTimestamp === undefined ? 'stays' : 'goes')
  const message = `${qualifiedResource(definition)} "${name}" already exists, the server was not able to generate a unique name for the object`
  return statusError(409, 'AlreadyExists', message, { ...resourceDetails(definition, name), retryAfterSeconds: 1 })
}

function withSystemFields(working: Working, object: KubeObject): KubeObject {
  const { deletionTimestamp: _at, deletionGracePeriodSeconds: _grace, selfLink: _link, managedFields: _managed, ...rest } = object.metadata
  return { ...object, metadata: { ...rest, uid: working.uid(), creationTimestamp: working.timestamp() } }
}

function withFirstGeneration(definition: KindDefinition, object: KubeObject): KubeObject {
  const { generation: _, ...metadata } = object.metadata
  return { ...object, metadata: definition.generation ? { ...metadata, generation: 1 } : metadata }
}
