import { defineKind } from '@/lib/kube/define-kind'
import { required, type FieldError } from '@/lib/kube/field-error'
import { validateNonnegative } from '@/lib/kube/nonnegative'
import { validateImmutable } from '@/lib/kube/object-meta'
import type { ControllerRevision } from './v1.generated'

function validateRevision({ data, revision }: ControllerRevision): FieldError[] {
  return [...(data === undefined ? [required('data', 'data is mandatory')] : []), ...validateNonnegative(revision, 'revision')]
}

/** The kind ControllerRevision: a template that a StatefulSet or DaemonSet once had. Its data never changes. */
export const controllerRevision = defineKind<ControllerRevision>(
  { group: 'apps', version: 'v1', kind: 'ControllerRevision', resource: 'controllerrevisions', definition: 'io.k8s.api.apps.v1.ControllerRevision' },
  {
    validate: validateRevision,
    validateUpdate: (changed, old) => [...validateRevision(changed), ...validateImmutable(changed.data, old.data, 'data')],
  },
)
