import type { KindDefinition } from '@/lib/kube/kind'
import type { KubeObject } from '@/lib/kube/object'
import type { Working } from '../../working/working'
import { allocateService, allocateServiceUpdate } from './allocate-service'
import type { WriteResult } from './result'

/** Gives a new object what the server hands out: addresses and ports of Services. */
export function allocate(working: Working, definition: KindDefinition, object: KubeObject, dryRun: boolean): WriteResult {
  return isService(definition) ? allocateService(working, definition, object, dryRun) : { ok: true, object }
}

/** The same for a change: what the object had it keeps, what it gave up is free again. */
export function allocateUpdate(working: Working, definition: KindDefinition, object: KubeObject, old: KubeObject, dryRun: boolean): WriteResult {
  return isService(definition) ? allocateServiceUpdate(working, definition, object, old, dryRun) : { ok: true, object }
}

function isService(definition: KindDefinition): boolean {
  return definition.group === '' && definition.resource === 'services'
}
