import { expect, it } from 'vitest'
import type { CaseResult } from './recording'
import { kubectlTargets, sharesByVerb } from './targets'

const typed = (line: string, alike = true): CaseResult => ({ id: line, kind: 'kubectl', message: alike, difference: [`$ kubectl ${line}`] })

it('counts a command line under its verb, wherever the flags stand', () => {
  const cases = [typed('-n shop get pods'), typed('--as=ann auth can-i list pods'), typed('auth whoami', false), typed("get -l 'app in (a, b)' pods", false)]
  expect(sharesByVerb(cases)).toEqual([{ verb: 'auth can-i', cases: 1, alike: 1 }, { verb: 'auth whoami', cases: 1, alike: 0 }, { verb: 'get', cases: 2, alike: 1 }])
})

it('lists no verb for a word that is none', () => {
  expect(sharesByVerb([typed('gte pods'), typed('--version')])).toEqual([])
})

it('has a target only for the verbs that grades depend on', () => {
  expect(kubectlTargets([typed('edit cm a', false), typed('auth can-i list pods')])).toEqual([{ name: 'kubectl: verbs that grades depend on', wanted: 97, seen: 100, met: true }])
  expect(kubectlTargets([typed('edit cm a')])).toEqual([])
})
