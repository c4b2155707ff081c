import type { Completion } from '@/lib/session/language/complete-manifest'
import type { Hover } from '@/lib/session/language/hover-manifest'
import type { QuickFix } from '@/lib/session/language/quick-fix'
import type { Diagnostic } from '@/lib/yaml/diagnostic'

/** A question to the language worker; the answer carries the same ticket. */
export type LanguageQuestion =
  | { readonly ticket: number; readonly ask: 'complete'; readonly text: string; readonly offset: number }
  | { readonly ticket: number; readonly ask: 'hover'; readonly text: string; readonly offset: number }
  | { readonly ticket: number; readonly ask: 'fixes'; readonly text: string; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ticket: number; readonly ask: 'format'; readonly text: string }

/** What each question is answered with. */
export interface LanguageAnswers {
  readonly complete: readonly Completion[]
  readonly hover: Hover | undefined
  /** For each diagnostic, what could mend it. */
  readonly fixes: readonly (readonly QuickFix[])[]
  readonly format: string | undefined
}

/** An answer; `failed` is a fault of ours and answers nothing. */
export type LanguageAnswer = { readonly ticket: number; readonly answer: LanguageAnswers[keyof LanguageAnswers] } | { readonly ticket: number; readonly failed: string }
