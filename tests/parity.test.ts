import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findFiles } from '../scripts/parity/find-files'
import { isIdentical } from '../scripts/parity/recording'
import { replayers } from '../scripts/parity/replayers'

const folder = resolve(import.meta.dirname, 'oracle/api')
const files = findFiles(folder) ?? []

/** Formats of which at least this share of the kept recordings is the same in everything. */
const leastShare: Readonly<Record<string, number>> = { verdicts: 0.98, defaults: 0.97, updates: 0.9, raw: 0.85, sequences: 0.93, tables: 0.98, 'openapi-structure': 1, discovery: 1 }

describe('recordings of real Kubernetes', () => {
  it('are kept for every format of the API server', () => {
    const formats = new Set(files.map((file) => replayers.find((replayer) => replayer.takes(file))?.format))
    expect([...formats].sort()).toEqual(Object.keys(leastShare).sort())
  })

  for (const format of Object.keys(leastShare)) {
    it(`are answered alike: ${format}`, () => {
      const cases = files.flatMap((file) => {
        const replayer = replayers.find((one) => one.takes(file))
        return replayer?.format === format ? replayer.replay(file, () => true).cases : []
      })
      expect(cases.length).toBeGreaterThan(0)
      expect(cases.filter(isIdentical).length / cases.length).toBeGreaterThanOrEqual(leastShare[format] ?? 1)
    })
  }
})
