import { describe, expect, it } from 'vitest'
import { CommandFailure } from './failure'
import { findVerb } from './find-verb'

function names(line: string): readonly string[] {
  return findVerb(line.split(' ')).path.map(({ name }) => name)
}

describe('the verb of a command line', () => {
  it.each([
    ['get pods', ['get']],
    ['-n shop get pods', ['get']],
    ['--namespace shop rollout status deploy/web', ['rollout', 'status']],
    ['rollout -n shop undo deploy/web', ['rollout', 'undo']],
    ['create cm a', ['create', 'configmap']],
    ['config use a', ['config', 'use-context']],
    ['create -f pod.yaml', ['create']],
    ['set imag deploy/web', ['set']],
  ])('%s', (line, expected) => expect(names(line)).toEqual(expected))

  it('leaves flags and their values among the words', () => {
    expect(findVerb(['-n', 'get', 'get', 'pods']).words).toEqual(['-n', 'get', 'pods'])
  })

  it('suggests what is near, in the order of the help', () => {
    expect(() => findVerb(['GET', 'pods'])).toThrow(new CommandFailure('error: unknown command "GET" for "kubectl"\n\nDid you mean this?\n\tset\n\tget\n'))
    expect(() => findVerb(['nonsense'])).toThrow(new CommandFailure('error: unknown command "nonsense" for "kubectl"'))
  })
})
