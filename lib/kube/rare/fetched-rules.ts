import { NotFetched } from '../not-fetched'
import type { rules } from './rules'

let fetched: typeof rules | undefined

/** The rules of the kinds that are rarely met. */
export function rareRules(): typeof rules {
  if (fetched === undefined) throw new NotFetched('a rare kind', loadRareRules)
  return fetched
}

/** Fetches them: most lessons have no object of such a kind. */
export async function loadRareRules(): Promise<void> {
  fetched = (await import('./rules')).rules
}
