import { beforeAll, describe, expect, it } from 'vitest'
import type { Cluster } from '@/lib/cluster/cluster'
import { createCluster } from '@/lib/cluster/create-cluster'
import { complete } from './complete'
import { runKubectl } from './run'

const files = ['catalog.yaml', 'deployment.yaml']
let cluster: Cluster

/** Candidates at the `|` in the line. */
function at(line: string): readonly string[] {
  return complete(line.slice(0, line.indexOf('¦')), cluster, files).items
}

beforeAll(() => {
  cluster = createCluster()
  for (const line of ['create namespace shop', 'create deployment web --image=nginx:1.27', 'create configmap a-config', 'create configmap b-config', 'create configmap c-config -n shop']) {
    cluster = runKubectl(cluster, line, { files: {} }).cluster
  }
})

describe('Tab', () => {
  it.each([
    ['kub¦', ['kubectl']],
    ['kubectl desc¦', ['describe']],
    ['desc¦', ['describe']],
    ['kubectl rollout und¦', ['undo']],
    ['kubectl get deploym¦', ['deployments']],
    ['kubectl get deployments w¦', ['web']],
    ['kubectl describe deploy/w¦', ['deploy/web']],
    ['kubectl get cm ¦', ['a-config', 'b-config', 'kube-root-ca.crt']],
    ['kubectl get cm -n shop c¦', ['c-config']],
    ['kubectl get cm a-config ¦', ['b-config', 'kube-root-ca.crt']],
    ['kubectl get pods -n sh¦', ['shop']],
    ['kubectl get pods --namespace=sh¦', ['shop']],
    ['kubectl apply -f ¦', files],
    ['kubectl get pods -o ya¦', ['yaml']],
    ['kubectl get pods --all-n¦', ['--all-namespaces']],
    ['kubectl get nodes node-¦', ['node-1', 'node-2', 'node-3']],
    ['kubectl get pods | gr¦', ['grep']],
    ['kubectl nonsense ¦', []],
    ['kubectl get nonsense ¦', []],
  ])('%s', (line, expected) => expect(at(line.replace('|¦', '¦'))).toEqual(expected))

  it('says where the word begins', () => {
    expect(complete('kubectl get pods --namespace=sh', cluster, files).from).toBe('kubectl get pods --namespace='.length)
    expect(complete('kubectl get de', cluster, files).from).toBe('kubectl get '.length)
  })
})
