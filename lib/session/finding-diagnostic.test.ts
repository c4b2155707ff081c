import { describe, expect, it } from 'vitest'
import type { Finding, Verdict } from '@/lib/grade/verdict'
import { foundIn } from './finding-diagnostic'

const text = 'spec:\n  ports:\n    - port: 80\n      targetPort: web\n'
const finding: Finding = { expectation: 'endpoints', title: 'Every Pod is an endpoint', met: false, message: 'no port named web', at: { file: 'catalog.yaml', line: 4, column: 19 }, fix: { was: 'web', text: 'http' } }
const verdict = (front: Finding): Verdict => ({ exercise: 'services/empty-endpoints', status: 'unmet', findings: [{ ...finding, met: true }, front], refusals: [], simulatedMs: 0 })

describe('the first failing check', () => {
  it('stands at its word in the file, with the word that would mend it', () => {
    const found = foundIn(verdict(finding), 'catalog.yaml', text, text)
    expect(found?.diagnostic).toMatchObject({ message: 'no port named web', range: { start: { line: 4, column: 19 }, end: { line: 4, column: 22 } } })
    expect(text.slice(found?.fix?.start, found?.fix?.end)).toBe('web')
    expect(found?.fix).toMatchObject({ title: 'use http', insert: 'http' })
  })

  it('offers no word where another stands', () => {
    const other = text.replace('web', 'webby')
    expect(foundIn(verdict(finding), 'catalog.yaml', other, other)?.fix).toBeUndefined()
  })

  it('is gone once the file was changed, and does not lie in another file', () => {
    expect(foundIn(verdict(finding), 'catalog.yaml', text, `${text}# mended`)).toBeUndefined()
    expect(foundIn(verdict(finding), 'other.yaml', text, text)).toBeUndefined()
  })

  it('takes the whole line where the place has no word of its own', () => {
    const { fix: _, ...plain } = finding
    expect(foundIn(verdict({ ...plain, at: { file: 'catalog.yaml', line: 3, column: 5 } }), 'catalog.yaml', text, text)?.diagnostic.range.end.column).toBe(15)
  })
})
