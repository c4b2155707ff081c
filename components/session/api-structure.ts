import { provideStructure } from '#api-structure'
import type { StructureData } from '@/lib/kube/schema/structure-data'

const addresses = {
  definitions: new URL('../../lib/kube/schema/structure.generated.json', import.meta.url).href,
  goFields: new URL('../../lib/kube/schema/go-fields.generated.json', import.meta.url).href,
}

/** Real milliseconds. */
const againMs = 1_000

/** Begins to fetch the structure of the API, for a worker that will ask for it once its code is here. */
export function preloadStructure(): void {
  // The worker asks for the same and says so if it fails.
  for (const address of Object.values(addresses)) void fetch(address).catch(() => undefined)
}

/** Fetches the structure of the API into this worker: data that no code carries along. */
export async function fetchStructure(): Promise<void> {
  const [definitions, goFields] = await Promise.all([readJson(addresses.definitions), readJson(addresses.goFields)])
  provideStructure({ definitions, goFields } as StructureData)
}

/** A site that can't be reached is asked again: nothing can be done without it. */
async function readJson(address: string): Promise<unknown> {
  for (;;) {
    const answer = await fetch(address).catch(() => undefined)
    if (answer?.ok === true) return answer.json()
    await new Promise((resolve) => setTimeout(resolve, againMs))
  }
}
