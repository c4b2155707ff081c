import { beforeEach, describe, expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from './run'

let files: Readonly<Record<string, string>>
let cluster = createCluster()

/** Types commands one after another; what the last one printed. */
function type(...lines: readonly string[]): string {
  let output = ''
  for (const line of lines) {
    const run = runKubectl(cluster, line, { files })
    files = { ...files, ...run.written }
    cluster = run.cluster
    output = run.output
  }
  return output
}

describe("the client's configuration", () => {
  beforeEach(() => {
    files = {}
    cluster = createCluster()
  })

  it('keeps the namespace that was chosen', () => {
    expect(type('create namespace shop', 'create configmap a -n shop', 'config set-context --current --namespace=shop')).toBe('Context "desired-state" modified.\n')
    expect(type('get configmap a -o name')).toBe('configmap/a\n')
    expect(type('get configmap a -o name -n default')).toBe('Error from server (NotFound): configmaps "a" not found\n')
  })

  it('switches between contexts and renames them', () => {
    expect(type('config set-context two --cluster=desired-state --user=admin --namespace=kube-system')).toBe('Context "two" created.\n')
    expect(type('config use-context two', 'config current-context')).toBe('two\n')
    expect(type('config rename-context two three', 'config current-context')).toBe('three\n')
    expect(type('config view --minify -o jsonpath={..namespace}')).toBe('kube-system')
    expect(type('config use-context two')).toBe('error: no context exists with the name: "two"\n')
  })

  it.each([
    ['get pods --context=nope', 'Error in configuration: context was not found for specified context: nope\n'],
    ['get pods --token=wrong', 'error: You must be logged in to the server (Unauthorized)\n'],
    ['get pods --kubeconfig=missing', 'error: stat missing: no such file or directory\n'],
    ['version --server=http://127.0.0.1:1', 'Client Version: v1.36.3\nKustomize Version: v5.8.1\nThe connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?\n'],
    ['get pods --request-timeout=soon', 'error: Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)\n'],
  ])('%s', (line, expected) => expect(type(line)).toBe(expected))
})
