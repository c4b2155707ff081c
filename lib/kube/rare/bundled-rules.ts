import { rules } from './rules'

/** The rules of the kinds that are rarely met. In a browser `fetched-rules.ts` stands for this file (package.json, imports). */
export function rareRules(): typeof rules {
  return rules
}

/** They are here from the beginning. */
export async function loadRareRules(): Promise<void> {
  return Promise.resolve()
}
