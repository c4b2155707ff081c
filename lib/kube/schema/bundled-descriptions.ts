import texts from './descriptions.generated.json'
import type { Descriptions } from './descriptions'

/** The schema package's words for definitions and fields. In a browser `fetched-descriptions.ts` stands for this file (package.json, imports). */
export function descriptions(): Descriptions {
  return texts
}

/** They are here from the beginning. */
export function loadDescriptions(): Promise<void> {
  return Promise.resolve()
}
