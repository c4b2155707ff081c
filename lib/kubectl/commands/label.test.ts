import { expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from '../run'

const made = runKubectl(createCluster({ standIns: false }), 'create configmap app', { files: {} }).cluster
const typed = (line: string, cluster = made) => runKubectl(cluster, line, { files: {} })

it('says what became of the labels', () => {
  const one = typed('label cm app a=1')
  expect(one.output).toBe('configmap/app labeled\n')
  expect(typed('label cm app b=2 a-', one.cluster).output).toBe('configmap/app modified\n')
  expect(typed('label cm app a=1', one.cluster).output).toBe('configmap/app not labeled\n')
  expect(typed('label cm app a=2', one.cluster).stderr).toBe("error: 'a' already has a value (1), and --overwrite is false\n")
})

it('lists labels, and what they would be, without sending them', () => {
  const listed = typed('label cm app z=1 b=2 --list')
  expect(listed.output).toBe('b=2\nz=1\n')
  expect(listed.cluster).toBe(made)
})

it.each([
  ['label cm app k=v=w', 'error: invalid label spec: k=v=w\n'],
  ['label cm app =x', 'error: at least one label update is required\n'],
  ['label cm app a=1 --resource-version=1', 'Error from server (Conflict): Operation cannot be fulfilled on configmaps "app": the object has been modified; please apply your changes to the latest version and try again\n'],
  ['label cm app a=1 b', 'error: all resources must be specified before label changes: b\n'],
  ['annotate cm app a=1 a-', 'error: can not both modify and remove the following annotation(s) in the same command: a\n'],
])('%s', (line, words) => {
  expect(typed(line)).toMatchObject({ exitCode: 1, stdout: '', stderr: words })
})
