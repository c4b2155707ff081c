/**
 * An object as it arrives: every field may be missing, every text may be anything. Validation reads drafts; what it lets pass is the type itself.
 */
export type Draft<T> = T extends string
  ? string
  : T extends number | boolean
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Draft<Item>[]
      : string extends keyof T
        ? T
        : { readonly [Key in keyof T]?: Draft<T[Key]> }

/** Whether a text is missing or empty: Go cannot tell the two apart. */
export function isBlank(text: string | undefined): text is '' | undefined {
  return text === undefined || text === ''
}
