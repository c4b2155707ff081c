import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const { packages } = JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8')) as { packages: Record<string, Locked> }

it('the lock file holds every optional package, of other systems too: npm ci refuses a lock without them', () => {
  const names = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
  const missing = names.filter((name) => !Object.keys(packages).some((path) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`)))
  expect(missing).toEqual([])
})

it('the lock file has a version for everything and names no registry', () => {
  expect(Object.entries(packages).filter(([path, entry]) => path !== '' && (entry.version === undefined || entry.resolved !== undefined)).map(([path]) => path)).toEqual([])
})
