import { code } from './rare-code'

/** What acts on kinds that are rarely met. In a browser `fetched-code.ts` stands for this file (package.json, imports). */
export function rareCode(): typeof code {
  return code
}

/** It is here from the beginning. */
export async function loadRareCode(): Promise<void> {
  return Promise.resolve()
}
