/** One step of a submission: a file applied with `kubectl apply -f`, or one kubectl command line. */
export type Step =
  | { readonly do: 'apply'; readonly file: string; readonly text: string }
  /** `edited` is what the editor made of the text that `kubectl edit` opened. */
  | { readonly do: 'kubectl'; readonly line: string; readonly file: string; readonly lineNumber: number; readonly edited?: string }

/** Steps in order, and the files that a kubectl line may name with -f. */
export interface Submission {
  readonly steps: readonly Step[]
  readonly files: Readonly<Record<string, string>>
}
