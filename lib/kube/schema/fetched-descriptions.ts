import { NotFetched } from '../not-fetched'
import type { Descriptions } from './descriptions'

let fetched: Descriptions | undefined

/** The schema package's words, once they were fetched. */
export function descriptions(): Descriptions {
  if (fetched === undefined) throw new NotFetched('a description', loadDescriptions)
  return fetched
}

/** Fetches them: they are larger than all of kubectl, and few lines ask for them. */
export async function loadDescriptions(): Promise<void> {
  fetched ??= (await import('./descriptions.generated.json')).default as Descriptions
}
