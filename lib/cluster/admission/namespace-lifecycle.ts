import { objectKey } from '@/lib/kube/object'
import type { WriteResult } from '../api/write/result'
import { notFoundStatus } from '@/lib/kube/status-error'
import { forbiddenBecause } from '../api/failure'
import type { Working } from '../working/working'
import type { AdmissionRequest } from './admit'

const namespaces = { group: '', resource: 'namespaces' }

/** Nothing is made in a namespace that is missing or going (apiserver pkg/admission/plugin/namespace/lifecycle). */
export function admitNamespace(working: Working, { operation, phase, definition, object }: AdmissionRequest): WriteResult {
  if (phase !== 'mutate' || operation !== 'CREATE' || !definition.namespaced) return { ok: true, object }
  const name = object.metadata.namespace ?? ''
  const namespace = working.get(objectKey('', 'namespaces', '', name))
  if (namespace === undefined) return { ok: false, status: notFoundStatus(namespaces, name) }
  if (namespace.metadata.deletionTimestamp === undefined) return { ok: true, object }
  const why = `unable to create new content in namespace ${name} because it is being terminated`
  const causes = [{ reason: 'NamespaceTerminating', message: `namespace ${name} is being terminated`, field: 'metadata.namespace' }]
  return { ok: false, status: forbiddenBecause(definition, object.metadata.name, why, causes) }
}

