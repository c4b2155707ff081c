import { expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from '../run'

const made = runKubectl(createCluster({ standIns: false }), 'create deployment web --image=nginx:1.27', { files: {} }).cluster
const typed = (line: string) => runKubectl(made, line, { files: {} })

it('takes a type alone for all of it', () => {
  expect(typed('rollout pause deploy').output).toBe('deployment.apps/web paused\n')
  expect(typed('rollout restart deploy').output).toBe('deployment.apps/web restarted\n')
})

it.each([
  ['rollout history deploy web --revision=-1', 'error: revision must be a positive integer: -1\n'],
  ['rollout history svc kubernetes', 'error: error retrieving history for "Service", no visitor method exists for { Service}\n'],
  ['rollout undo svc kubernetes', 'error: error retrieving rollbacker for "Service", no visitor method exists for { Service}\n'],
  ['rollout restart svc kubernetes', 'error: services "kubernetes" restarting is not supported\n'],
  ['apply -f x.yaml --force-conflicts', 'error: --force-conflicts only works with --server-side\n'],
  ['apply -f x.yaml --validate=maybe', 'error: invalid - validate option "maybe"; must be one of: strict (or true), warn, ignore (or false)\n'],
])('%s', (line, words) => {
  expect(typed(line)).toMatchObject({ exitCode: 1, stdout: '', stderr: words })
})
