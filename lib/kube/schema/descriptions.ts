/** The schema package's own words for a definition and its fields. */
export interface Description {
  readonly about?: string
  readonly fields: Readonly<Record<string, string | undefined>>
}

/** By definition. */
export type Descriptions = Readonly<Record<string, Description | undefined>>
