/** A place in a text: line and column count from 1, offset from 0 (UTF-16 units). */
export interface Position {
  readonly line: number
  readonly column: number
  readonly offset: number
}

/** From `start` up to, not including, `end`. */
export interface Range {
  readonly start: Position
  readonly end: Position
}

/** A way to a node: map keys and list indexes, from the document's root. */
export type Path = readonly (string | number)[]

/** What can be said of a text. `code` is stable and one of a closed set per layer; `message` is for people. */
export interface Diagnostic {
  readonly code: string
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly file: string
  readonly range: Range
  /** Field path as the API server writes it, where there is one: `spec.ports[0].targetPort`. */
  readonly path?: string
}
