import { expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from '@/lib/kubectl/run'

const start = ['run good --image=nginx:1.27', 'run bad --image=nginx:nope'].reduce((cluster, line) => runKubectl(cluster, line, { files: {} }).cluster, createCluster({ standIns: false }))
const typed = (line: string) => runKubectl(start, line, { files: {} })

it('all objects have one time between them', () => {
  const run = typed('wait pod bad good --for=condition=Ready --timeout=20s')
  expect([run.exitCode, run.stdout, run.stderr]).toEqual([1, '', 'timed out waiting for the condition on pods/bad\ntimed out waiting for the condition on pods/good\n'])
})

it.each([
  ['wait pod good --for=condition=Ready -o name', 0, 'pod/good\n'],
  ['wait pod good --for=condition=Ready=True --for=create', 0, 'pod/good condition met\npod/good condition met\n'],
  ['wait pod bad --for=condition=Ready --timeout=0', 1, 'error: condition not met for pods/bad\n'],
  ['wait pod nope --for=create --timeout=1s', 1, 'error: timed out waiting for the condition\n'],
  ['wait pod nope --for=delete', 0, ''],
  ['wait pod -l a=b --for=condition=Ready', 1, 'error: no matching resources found\n'],
  ['wait pod good --for=jsonpath={.spec.containers}=1', 1, 'error: jsonpath leads to a nested object or list which is not supported\n'],
  ['wait pod good --for=jsonpath={.status.phase', 1, "error: unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'\n"],
  ['wait pod good', 1, 'error: unrecognized condition: []\n'],
])('%s', (line, exitCode, output) => {
  expect(typed(line)).toMatchObject({ exitCode, output })
})
