/** A piece of a word. Quoted pieces are neither split nor dropped when empty. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'variable'; readonly name: string; readonly operator?: string; readonly operand?: Word; readonly quoted: boolean }
  | { readonly kind: 'command'; readonly script: string; readonly quoted: boolean }
  | { readonly kind: 'arithmetic'; readonly expression: string; readonly quoted: boolean }

export type Word = readonly Piece[]

/** `2>&1`, `> file`, `<< word` (`text` is the here-document). */
export interface Redirect {
  readonly fd: number
  readonly operator: '>' | '>>' | '<' | '>&'
  readonly target: Word
}

export type Command =
  | { readonly kind: 'simple'; readonly assignments: readonly { readonly name: string; readonly value: Word }[]; readonly words: readonly Word[]; readonly redirects: readonly Redirect[] }
  | { readonly kind: 'group'; readonly body: List; readonly subshell: boolean; readonly redirects: readonly Redirect[] }
  | { readonly kind: 'if'; readonly branches: readonly { readonly test: List; readonly body: List }[]; readonly otherwise: List | undefined; readonly redirects: readonly Redirect[] }
  | { readonly kind: 'loop'; readonly until: boolean; readonly test: List; readonly body: List; readonly redirects: readonly Redirect[] }
  | { readonly kind: 'for'; readonly name: string; readonly words: readonly Word[]; readonly body: List; readonly redirects: readonly Redirect[] }

export interface Pipeline {
  readonly negated: boolean
  readonly commands: readonly Command[]
}

/** Pipelines in order, each with what joins it to the one before. */
export type List = readonly { readonly joined: ';' | '&&' | '||'; readonly pipeline: Pipeline; readonly background: boolean }[]
