import type { StructureData } from './structure-data'

let provided: StructureData | undefined

/** The structure of the API, once whoever hosts the engine has provided it. */
export function structureData(): StructureData {
  if (provided === undefined) throw new Error('the structure of the API was asked for before it was provided')
  return provided
}

/** Gives what was fetched. */
export function provideStructure(data: StructureData): void {
  provided = data
}
