import { expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from '../run'

const cluster = createCluster({ standIns: false })
const typed = (line: string) => runKubectl(cluster, line, { files: {} })

// kubectl pkg/cmd/taint/taint.go: Complete, Validate, validateFlags.
it.each([
  ['taint', 'error: one or more resources must be specified as <resource> <name>\n'],
  ['taint nodes node-1', 'error: at least one taint update is required\n'],
  ['taint nodes a=b:NoSchedule node-1', 'error: all resources must be specified before taint changes: node-1\n'],
  ['taint nodes a=b:NoSchedule', "error: at least one resource name must be specified since 'all' parameter is not set\n"],
  ['taint nodes --all -l a=b a=b:NoSchedule', "error: setting 'all' parameter with a non empty selector is prohibited\n"],
  ['taint pods web a=b:NoSchedule', 'error: invalid resource type pods, only node types are supported\n'],
  ['taint node-1 a=b:NoSchedule', `the server doesn't have a resource type "node-1"\n`],
])('%s', (line, words) => {
  expect(typed(line)).toMatchObject({ exitCode: 1, stdout: '', stderr: words })
})

it('lets a selector pick the Nodes, whatever is named besides', () => {
  expect(typed('taint node node-9 -l kubernetes.io/hostname=node-2 a=b:NoSchedule').stdout).toBe('node/node-2 tainted\n')
  expect(typed('taint Nodes node-1 node-3 a=b:NoSchedule').stdout).toBe('node/node-1 tainted\nnode/node-3 tainted\n')
})
