import { describe, expect, it } from 'vitest'
import { commandNames } from '#kubectl-verbs'
import { verbsNamed } from './verbs-named'

describe('the verbs that a message names', () => {
  it.each([
    ['kubectl -n shop rollout status deploy/web', ['rollout']],
    ['set image deploy/web web=web:2', ['set']],
    ['kubectl nothing', []],
    ['kubectl get "', []],
    ['kubectl help get', commandNames()],
    ['kubectl', commandNames()],
  ])('%s', (line, verbs) => {
    expect(verbsNamed({ do: 'kubectl', line })).toEqual(verbs)
  })

  it('are found wherever a line stands', () => {
    const deeds = [{ did: 'kubectl', line: 'scale deploy/web --replicas=3', at: 0 }, { did: 'apply', files: { 'line.yaml': 'line: delete pod a' } }]
    expect(verbsNamed({ do: 'open', deeds, steps: [{ steps: [{ do: 'kubectl', line: 'kubectl cordon node-1' }] }] })).toEqual(['scale', 'cordon'])
  })
})
