import type { FieldError } from './field-error'
import type { KubeObject } from './object'
import type { Decoded } from './schema/decode'

/**
 * One kind of the Kubernetes API as data: how it is addressed, completed, checked. One file per kind exports one of these; `kinds.ts` lists them.
 * Every function is pure and takes decoded objects (the schema has been checked by `decode`), in which required fields may still be absent.
 */
export interface KindDefinition {
  /** Empty for core. */
  readonly group: string
  readonly version: string
  readonly kind: string
  /** Plural, lower case: `replicasets`. */
  readonly resource: string
  readonly singular: string
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
  readonly namespaced: boolean
  /** Key of its definition in schema/structure.generated.json. */
  readonly definition: string
  /** Of the API server: `create`, `get`, `list` … as discovery shows them. */
  readonly verbs: readonly string[]
  readonly subresources: readonly ('status' | 'scale' | 'eviction' | 'binding' | 'log' | 'exec' | 'attach' | 'portforward' | 'ephemeralcontainers' | 'resize' | 'finalize' | 'approval' | 'token' | 'proxy')[]
  /** True where spec changes raise metadata.generation. */
  readonly generation: boolean
  /** Reads parsed JSON where the kind has no definition in the structure (custom resources); `decodeDefinition` does where this is absent or undefined. */
  decode?(value: Readonly<Record<string, unknown>>): Decoded | undefined
  /** Fills what was left out (pkg/apis/<group>/<version>/defaults.go). */
  default(object: KubeObject): KubeObject
  /** Clears what a client may not set when it creates (strategy.PrepareForCreate), status for most. */
  prepareForCreate(object: KubeObject): KubeObject
  /** Carries over what a client may not change (strategy.PrepareForUpdate), status for most; generation is the API server's work. */
  prepareForUpdate(object: KubeObject, old: KubeObject): KubeObject
  /**
   * What the server decides after prepareForCreate and before validation without looking at other objects (a Service's address families). Its
   * errors are reported alone.
   */
  initialize?(object: KubeObject, old?: KubeObject): { readonly object: KubeObject; readonly errors: readonly FieldError[] }
  /** Everything wrong with a new object, in the server's order. */
  validate(object: KubeObject): readonly FieldError[]
  /** Everything wrong with a change. */
  validateUpdate(object: KubeObject, old: KubeObject): readonly FieldError[]
  /** Carries over what a client may not clear in a change of the status subresource. */
  prepareForStatusUpdate?(object: KubeObject, old: KubeObject): KubeObject
  /** A change of the status subresource; absent: nothing is checked. */
  validateStatusUpdate?(object: KubeObject, old: KubeObject): readonly FieldError[]
  /** Text of the Warning header that every request for this version is answered with. */
  readonly deprecation?: string
  /** Texts of the Warning headers for a create (old absent) or an update. */
  warnings?(object: KubeObject, old?: KubeObject): readonly string[]
}
