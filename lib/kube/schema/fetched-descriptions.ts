import type { Descriptions } from './descriptions'

let fetched: Descriptions | undefined

/** The schema package's words, once they were fetched. */
export function descriptions(): Descriptions {
  if (fetched === undefined) throw new Error('descriptions were asked for before they were fetched')
  return fetched
}

/** Fetches them: they are larger than all of kubectl, and few lines ask for them. */
export async function loadDescriptions(): Promise<void> {
  fetched ??= (await import('./descriptions.generated.json')).default as Descriptions
}
