/** A property as the API's structure file has it. */
export interface PropertyNode {
  readonly type?: string
  readonly format?: string
  readonly ref?: string
  readonly items?: PropertyNode
  readonly additionalProperties?: PropertyNode
  readonly enum?: readonly string[]
  readonly default?: unknown
  readonly 'list-type'?: string
  readonly 'list-map-keys'?: readonly string[]
  readonly 'patch-merge-key'?: string
  readonly 'patch-strategy'?: string
  readonly 'map-type'?: string
}

/** A definition as the API's structure file has it. */
export interface DefinitionNode {
  readonly type?: string
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, PropertyNode>>
  readonly gvk?: readonly { readonly group: string; readonly version: string; readonly kind: string }[]
}

/** The two generated files: the API's definitions by name, and what the Go types of their fields say more. */
export interface StructureData {
  readonly definitions: Readonly<Record<string, DefinitionNode | undefined>>
  readonly goFields: Readonly<Record<string, Readonly<Record<string, string | undefined>> | undefined>>
}
