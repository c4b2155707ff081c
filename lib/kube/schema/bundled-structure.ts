import goFields from './go-fields.generated.json'
import definitions from './structure.generated.json'
import type { StructureData } from './structure-data'

/** The structure of the API. In a browser `fetched-structure.ts` stands for this file (package.json, imports). */
export function structureData(): StructureData {
  return { definitions, goFields } as unknown as StructureData
}

/** It is here from the beginning. */
export function provideStructure(_data: StructureData): void {
  return
}
