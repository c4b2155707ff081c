/** A word of the course and what it means; shown where a lesson uses it, and on the glossary page. */
export interface GlossaryEntry {
  readonly id: string
  readonly word: string
  /** One or two sentences. */
  readonly means: string
  /** Where Kubernetes' own documentation explains it. */
  readonly link?: string
}
