import type { Invocation } from '../command'

/** What a completion tells the shell to do besides (cobra completions.go ShellCompDirective): bits that add up. */
export const directives = { default: 0, error: 1, noSpace: 2, noFileComp: 4, filterFileExt: 8 } as const

/** Words that may stand where one is being typed; a description stands behind a tab. */
export interface Completions {
  readonly words: readonly string[]
  readonly directive: number
}

/** What is known of the line when a word of it is completed. */
export interface Completing {
  /** Flags and configuration of the line, and where they lead. */
  readonly invocation: Invocation
  /** Words before it that are no flags, without the verb's names. */
  readonly args: readonly string[]
  readonly word: string
}

/** No words, and no files either. */
export const nothing: Completions = { words: [], directive: directives.noFileComp }

/** Those that begin as the word does, and no files. */
export function beginning(candidates: readonly string[], word: string): Completions {
  return { words: candidates.filter((candidate) => candidate.startsWith(word)), directive: directives.noFileComp }
}
