import { NotFetched } from '@/lib/kube/not-fetched'
import type { Templates } from './bundled-templates'

let fetched: Templates | undefined

/** What prints and sorts by paths and templates, once its code was fetched. */
export function templates(): Templates {
  if (fetched === undefined) throw new NotFetched('a template', loadTemplates)
  return fetched
}

/** Fetches it: few lines ask for such an output. */
export async function loadTemplates(): Promise<void> {
  fetched = (await import('./bundled-templates')).templates()
}
