import { describe, expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { completeLine } from './complete-line'

const cluster = createCluster()
const items = (marked: string) => completeLine(marked, cluster, ['backend.yaml', 'other.yaml']).items

describe('completion of a kubectl line', () => {
  it.each([
    ['ku', ['kubectl']],
    ['kubectl desc', ['describe']],
    ['kubectl rollout re', ['restart', 'resume']],
    ['kubectl get svc kub', ['kubernetes']],
    ['kubectl get service/kub', ['service/kubernetes']],
    ['kubectl describe node ', ['node-1', 'node-2', 'node-3']],
    ['kubectl apply -f b', ['backend.yaml']],
    ['kubectl get pods -n kube-s', ['kube-system']],
    ['kubectl get pods -o y', ['yaml']],
    ['kubectl scale --repl', ['--replicas']],
    ['ls ', []],
    ['kubectl get __proto__ ', []],
  ])('%s', (line, wanted) => {
    expect(items(line)).toEqual(wanted)
  })

  it('says where the word begins', () => {
    expect(completeLine('kubectl get de', cluster, []).from).toBe(12)
    expect(items('kubectl get de')).toContain('deployments')
  })
})
