import { describe, expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { completeLine } from './complete-line'

const cluster = createCluster()
const around = { files: ['backend.yaml', 'other.yaml', 'binary.sh'], home: {} }
const items = (marked: string) => completeLine(marked, cluster, around).items

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
    ['kubectl apply --filename=b', ['backend.yaml']],
    ['kubectl get pods --output=y', ['yaml']],
    ['kubectl create configmap a --from-file b', ['backend.yaml', 'binary.sh']],
    ['kubectl get deploy,stat', ['deploy,statefulsets.apps']],
    ['kubectl config use-context d', ['desired-state']],
    ['kubectl -n kube-system get sa d', ['default']],
    ["kubectl get pods -l 'a b' --wat", ['--watch', '--watch-only']],
    ["kubectl get 'pods", []],
    ['kubectl get pods | gr', []],
    ['ls ', []],
    ['kubectl get __proto__ ', []],
  ])('%s', (line, wanted) => {
    expect(items(line)).toEqual(wanted)
  })

  it('says where the word begins', () => {
    expect(completeLine('kubectl get de', cluster, around).from).toBe(12)
    expect(items('kubectl get de')).toContain('deployments.apps')
    expect(completeLine('kubectl get pods --output=ya', cluster, around)).toEqual({ from: 26, items: ['yaml'] })
  })
})
