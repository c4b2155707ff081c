import type { FieldError } from './field-error'
import type { KindDefinition } from './kind'
import type { NameRule } from './names'
import { validateDns1123Subdomain } from './names'
import type { KubeObject } from './object'
import { validateObjectMeta, validateObjectMetaUpdate } from './object-meta'

/** The verbs of nearly every resource, in discovery's order. */
export const allVerbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'] as const

/** How a kind is addressed; what is left out is as for most kinds. */
export type Address = Pick<KindDefinition, 'group' | 'version' | 'kind' | 'resource' | 'definition'> &
  Partial<Pick<KindDefinition, 'singular' | 'shortNames' | 'categories' | 'namespaced' | 'verbs' | 'subresources' | 'generation' | 'deprecation'>>

/** What a kind adds to an address; what is left out does nothing. `T` is the kind's type as decoded. */
interface Behaviour<T extends KubeObject> {
  /** The rule for names; a DNS subdomain when left out. */
  readonly nameRule?: NameRule
  readonly default?: (object: T) => T
  readonly prepareForCreate?: (object: T) => T
  readonly prepareForUpdate?: (object: T, old: T) => T
  readonly initialize?: (object: T, old?: T) => { readonly object: T; readonly errors: readonly FieldError[] }
  /** What follows the errors of metadata. */
  readonly validate?: (object: T) => readonly FieldError[]
  /** Set where the kind's own update rules leave metadata to the check that every update gets (check.ts). */
  readonly leavesMetadata?: boolean
  readonly validateUpdate?: (object: T, old: T) => readonly FieldError[]
  readonly prepareForStatusUpdate?: (object: T, old: T) => T
  readonly validateStatusUpdate?: (object: T, old: T) => readonly FieldError[]
  readonly warnings?: (object: T, old?: T) => readonly string[]
}

/**
 * Makes a kind: metadata is checked first (ValidateObjectMeta), then the kind's own rules. The casts are the one place where the untyped store meets a
 * kind's type: the API server only calls a definition with objects decoded for it.
 */
export function defineKind<T extends KubeObject>(address: Address, behaviour: Behaviour<T> = {}): KindDefinition {
  const complete = completeAddress(address)
  const { namespaced } = complete
  const rule = behaviour.nameRule ?? validateDns1123Subdomain
  const typed = (object: KubeObject): T => object as T
  return {
    ...complete,
    default: (object) => behaviour.default?.(typed(object)) ?? object,
    prepareForCreate: (object) => behaviour.prepareForCreate?.(typed(object)) ?? object,
    prepareForUpdate: (object, old) => behaviour.prepareForUpdate?.(typed(object), typed(old)) ?? object,
    initialize: (object, old) => behaviour.initialize?.(typed(object), old === undefined ? undefined : typed(old)) ?? { object, errors: [] },
    validate: (object) => [...validateObjectMeta(object.metadata, namespaced, rule), ...(behaviour.validate?.(typed(object)) ?? [])],
    validateUpdate: (object, old) => [...(behaviour.leavesMetadata === true ? [] : validateObjectMetaUpdate(object.metadata, old.metadata)), ...(behaviour.validateUpdate?.(typed(object), typed(old)) ?? [])],
    prepareForStatusUpdate: (object, old) => behaviour.prepareForStatusUpdate?.(typed(object), typed(old)) ?? object,
    validateStatusUpdate: (object, old) => [
      ...validateObjectMetaUpdate(object.metadata, old.metadata),
      ...(behaviour.validateStatusUpdate?.(typed(object), typed(old)) ?? []),
    ],
    warnings: (object, old) => behaviour.warnings?.(typed(object), old === undefined ? undefined : typed(old)) ?? [],
  }
}

/** An address with what was left out. */
export function completeAddress(address: Address) {
  return { singular: address.kind.toLowerCase(), shortNames: [], categories: [], verbs: allVerbs, subresources: [], generation: false, namespaced: true, ...address }
}
