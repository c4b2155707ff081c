import type { Templates } from './bundled-templates'

let fetched: Templates | undefined

/** What prints and sorts by paths and templates, once its code was fetched. */
export function templates(): Templates {
  if (fetched === undefined) throw new Error('a template was to be printed before its code was fetched')
  return fetched
}

/** Fetches it: few lines ask for such an output. */
export async function loadTemplates(): Promise<void> {
  fetched = (await import('./bundled-templates')).templates()
}
