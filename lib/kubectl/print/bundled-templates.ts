import { printCustomColumns, readColumns, readColumnsFile } from './custom-columns'
import { printGoTemplate } from './go-template'
import { noPath, printJsonPath, relaxedPath } from './json-path'
import { toKyaml } from './kyaml'
import { sortByPath } from './sort-by'

const all = { noPath, printCustomColumns, printGoTemplate, printJsonPath, readColumns, readColumnsFile, relaxedPath, sortByPath, toKyaml }

/** What prints and sorts by paths and templates. */
export type Templates = typeof all

/** In a browser `fetched-templates.ts` stands for this file (package.json, imports). */
export function templates(): Templates {
  return all
}

/** They are here from the beginning. */
export function loadTemplates(): Promise<void> {
  return Promise.resolve()
}
