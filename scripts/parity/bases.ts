import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { readJson } from './recording'

type Json = Readonly<Record<string, unknown>>

/** Manifests that rows refer to by name: `bases/` beside the file or in a folder above it. */
export class Bases {
  readonly #folder: string | undefined
  readonly missing = new Set<string>()

  constructor(file: string) {
    this.#folder = findFolder(dirname(resolve(file)))
  }

  get(name: string): Json | undefined {
    const path = this.#folder === undefined ? '' : join(this.#folder, `${name}.json`)
    if (path === '' || !existsSync(path)) {
      this.missing.add(name)
      return undefined
    }
    return readJson(path) as Json
  }

  /** Objects that the recorder made before anything else. */
  setup(): readonly Json[] {
    const path = this.#folder === undefined ? '' : join(this.#folder, '_setup.json')
    return path !== '' && existsSync(path) ? readJson(path) as Json[] : []
  }

  notes(): string[] {
    return [...this.missing].sort().map((name) => `bases/${name}.json is not there: its rows were left out`)
  }
}

function findFolder(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    for (const place of [join(folder, 'bases'), join(folder, 'api', 'bases')]) if (existsSync(place)) return place
    if (dirname(folder) === folder) return undefined
  }
}
