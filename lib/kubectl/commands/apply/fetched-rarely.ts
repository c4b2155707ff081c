import { NotFetched } from '@/lib/kube/not-fetched'
import type { rarely } from './rarely'

let fetched: typeof rarely | undefined

/** What `apply` is rarely asked for; asked before it does anything. */
export function applyRarely(): typeof rarely {
  if (fetched === undefined) throw new NotFetched('a rare part of kubectl apply', load)
  return fetched
}

async function load(): Promise<void> {
  fetched = (await import('./rarely')).rarely
}
