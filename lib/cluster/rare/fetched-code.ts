import { loadRareRules } from '#rare-rules'
import { NotFetched } from '@/lib/kube/not-fetched'
import type { code } from './rare-code'

let fetched: typeof code | undefined

/** What acts on kinds that are rarely met. */
export function rareCode(): typeof code {
  if (fetched === undefined) throw new NotFetched('what acts on a rare kind', loadRareCode)
  return fetched
}

/** Fetches it together with the rules of those kinds: who writes an object of one needs both. */
export async function loadRareCode(): Promise<void> {
  const [module] = await Promise.all([import('./rare-code'), loadRareRules()])
  fetched = module.code
}
