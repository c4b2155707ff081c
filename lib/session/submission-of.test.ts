import { describe, expect, it } from 'vitest'
import type { Deed } from './messages'
import { appliedFile, filesToApply, submissionOf } from './submission-of'

const starter = { 'a.yaml': 'given', 'b.yaml': 'given too' }
const apply = (files: Readonly<Record<string, string>>): Deed => ({ did: 'apply', at: 0, files })
const kubectl = (line: string): Deed => ({ did: 'kubectl', at: 0, line, files: {} })

describe('which files an "Apply and grade" applies', () => {
  it('all of them when nothing was done: the starter is judged as it stands', () => {
    expect(filesToApply(starter, [], starter)).toEqual(starter)
  })

  it('those that were changed', () => {
    expect(filesToApply(starter, [], { ...starter, 'a.yaml': 'mine' })).toEqual({ 'a.yaml': 'mine' })
  })

  it('none that stands in the cluster as it is written, so that kubectl’s changes are not undone', () => {
    expect(filesToApply(starter, [kubectl('scale deployment web --replicas 3')], starter)).toEqual({})
    expect(filesToApply(starter, [apply({ 'a.yaml': 'mine' }), kubectl('label pod x y=z')], { ...starter, 'a.yaml': 'mine' })).toEqual({})
  })

  it('a file again once its text is another', () => {
    expect(filesToApply(starter, [apply({ 'a.yaml': 'mine' })], { ...starter, 'a.yaml': 'given' })).toEqual({ 'a.yaml': 'given' })
  })
})

describe('what was done, as a submission', () => {
  it('keeps the last text of a file that was applied several times', () => {
    expect(submissionOf([apply({ 'a.yaml': 'wrong' }), apply({ 'b.yaml': 'b' }), apply({ 'a.yaml': 'right' })], {}).steps).toEqual([
      { do: 'apply', file: 'b.yaml', text: 'b' },
      { do: 'apply', file: 'a.yaml', text: 'right' },
    ])
  })

  it('keeps every text in a sequence: what was applied in between is a step of it', () => {
    expect(submissionOf([apply({ 'a.yaml': '20 Pods' }), apply({ 'a.yaml': '5 Pods' })], {}, true).steps).toEqual([
      { do: 'apply', file: 'a.yaml', text: '20 Pods' },
      { do: 'apply', file: 'a.yaml', text: '5 Pods' },
    ])
  })

  it('keeps both texts where a command stands between them', () => {
    expect(submissionOf([apply({ 'a.yaml': 'one' }), kubectl('kubectl delete service a'), apply({ 'a.yaml': 'two' })], {}).steps).toEqual([
      { do: 'apply', file: 'a.yaml', text: 'one' },
      { do: 'kubectl', line: 'kubectl delete service a', file: 'terminal', lineNumber: 1 },
      { do: 'apply', file: 'a.yaml', text: 'two' },
    ])
  })
})

describe('a typed apply of a file', () => {
  it.each([
    ['kubectl apply -f a.yaml', 'a.yaml'],
    ['apply --filename=./a.yaml ', 'a.yaml'],
    ['kubectl apply -f a.yaml --dry-run=server', undefined],
    ['kubectl apply -f c.yaml', undefined],
    ['kubectl apply -f __proto__', undefined],
    ['kubectl create -f a.yaml', undefined],
  ])('%s', (line, file) => {
    expect(appliedFile(line, starter)).toBe(file)
  })
})
