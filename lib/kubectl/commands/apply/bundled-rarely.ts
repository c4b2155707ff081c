import { rarely } from './rarely'

/** What `apply` is rarely asked for. In a browser `fetched-rarely.ts` stands for this file (package.json, imports). */
export function applyRarely(): typeof rarely {
  return rarely
}
