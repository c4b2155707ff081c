import { expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { settle } from '@/lib/cluster/settle'
import { runKubectl } from '../../run'

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
  ['rollout status deploy web --revision=7', 'error: desired revision (7) is different from the running revision (0)\n'],
  ['rollout restart svc kubernetes', 'error: services "kubernetes" restarting is not supported\n'],
  ['apply -f x.yaml --force-conflicts', 'error: --force-conflicts only works with --server-side\n'],
  ['apply -f x.yaml --validate=maybe', 'error: invalid - validate option "maybe"; must be one of: strict (or true), warn, ignore (or false)\n'],
])('%s', (line, words) => {
  expect(typed(line)).toMatchObject({ exitCode: 1, stdout: '', stderr: words })
})

const agent = 'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: agent}\nspec: {selector: {matchLabels: {app: agent}}, template: {metadata: {labels: {app: agent}}, spec: {containers: [{name: agent, image: "nginx:1.27"}]}}}\n'

it('knows the revisions of a DaemonSet, and goes back to one, which then is the newest', () => {
  let cluster = createCluster({ standIns: false })
  const type = (line: string) => {
    const run = runKubectl(settle(cluster, 60_000), line, { files: { 'agent.yaml': agent } })
    cluster = run.cluster
    return run.output
  }
  type('create -f agent.yaml')
  type('set image ds/agent agent=nginx:1.26')
  expect(type('rollout history ds agent')).toBe('daemonset.apps/agent \nREVISION  CHANGE-CAUSE\n1         <none>\n2         <none>\n\n')
  expect(type('rollout history ds agent --revision=1')).toContain('    Image:\tnginx:1.27\n')
  expect(type('rollout undo ds agent')).toBe('daemonset.apps/agent rolled back\n')
  expect(type('rollout history ds agent')).toBe('daemonset.apps/agent \nREVISION  CHANGE-CAUSE\n2         <none>\n3         <none>\n\n')
  expect(type('get ds agent -o jsonpath={..image}')).toBe('nginx:1.27')
  expect(type('rollout undo ds agent --to-revision=3')).toBe('daemonset.apps/agent skipped rollback (current template already matches revision 3)\n')
})
