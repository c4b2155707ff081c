import { describe, expect, it } from 'vitest'
import { completed, sharedStart } from './completion'
import { emptyHistory, recall, remember, shownLine } from './line-history'

describe('history', () => {
  const two = remember(remember(emptyHistory, 'kubectl get pods'), 'kubectl get svc')

  it('goes back line by line, and returns to what was being typed', () => {
    const first = recall(two, 'back', 'kube')
    expect(shownLine(first)).toBe('kubectl get svc')
    const second = recall(first, 'back', shownLine(first))
    expect(shownLine(second)).toBe('kubectl get pods')
    expect(recall(second, 'back', '')).toBe(second)
    expect(shownLine(recall(recall(second, 'on', ''), 'on', ''))).toBe('kube')
  })

  it('remembers a line that is run twice once, and no empty line', () => {
    expect(remember(remember(two, 'kubectl get svc'), '  ').lines).toEqual(['kubectl get pods', 'kubectl get svc'])
  })
})

describe('Tab', () => {
  it('inserts the only candidate and a space', () => {
    expect(completed('kubectl get po', 14, { from: 12, items: ['pods'] })).toEqual({ line: 'kubectl get pods ', caret: 17 })
  })

  it('leaves no space after a flag that wants a value', () => {
    expect(completed('kubectl get pods --sel', 22, { from: 17, items: ['--selector='] }).line).toBe('kubectl get pods --selector=')
  })

  it('inserts what several candidates share, in the middle of a line too', () => {
    expect(completed('kubectl get se web', 14, { from: 12, items: ['services', 'secrets', 'serviceaccounts'] })).toEqual({ line: 'kubectl get se web', caret: 14 })
    expect(completed('kubectl delete pod we -n a', 21, { from: 19, items: ['web-1', 'web-2'] })).toEqual({ line: 'kubectl delete pod web- -n a', caret: 23 })
    expect(sharedStart(['services', 'serviceaccounts'])).toBe('service')
  })

  it('changes nothing where there is no candidate', () => {
    expect(completed('kubectl x', 9, { from: 8, items: [] })).toEqual({ line: 'kubectl x', caret: 9 })
  })
})
