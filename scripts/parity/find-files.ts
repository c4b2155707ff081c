import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const ignored = new Set(['bases', 'node_modules'])

/** Recordings below a path, in order; undefined where there is nothing. */
export function findFiles(path: string): string[] | undefined {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return undefined
  if (!stat.isDirectory()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory()) return ignored.has(entry.name) ? [] : (findFiles(join(path, entry.name)) ?? [])
      return /\.jsonl?$/.test(entry.name) ? [join(path, entry.name)] : []
    })
}
