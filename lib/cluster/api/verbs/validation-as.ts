import type { KindDefinition } from '@/lib/kube/kind'
import type { WriteOptions } from '../write/result'
import type { ApiResource } from '../resources'
import { inVersion } from '../versions'

/** An object written in another version than it is stored in is checked as it was written. */
export function validationAs(own: KindDefinition, stored: KindDefinition, resource: ApiResource): Pick<WriteOptions, 'checkedAs'> {
  if (own === stored) return {}
  const seen = (object: Parameters<KindDefinition['validate']>[0]) => inVersion(object, resource)
  return { checkedAs: { ...own, validate: (object) => own.validate(seen(object)), validateUpdate: (object, old) => own.validateUpdate(seen(object), seen(old)), warnings: (object) => own.warnings?.(seen(object)) ?? [] } }
}
