import { expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from '../run'

const made = runKubectl(createCluster({ standIns: false }), 'create configmap app', { files: {} }).cluster
const typed = (line: string, stdin = '') => runKubectl(made, line, { files: { 'cm.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: nope}\n' }, stdin })

it('asks before it deletes, with -i', () => {
  expect(typed('delete cm app -i', 'n\n')).toMatchObject({ exitCode: 0, output: 'You are about to delete the following 1 resource(s):\nconfigmap/app\nDo you want to continue? (y/N): deletion is cancelled\n', cluster: made })
  expect(typed('delete cm app -i', 'y\n').output).toMatch(/configmap "app" deleted from default namespace\n$/)
})

it('replaces by deleting first, with --force', () => {
  const file = { 'app.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: app}\ndata: {a: b}\n' }
  expect(runKubectl(made, 'replace --force -f app.yaml', { files: file }).output).toBe('configmap "app" deleted from default namespace\nconfigmap/app replaced\n')
})

it.each([
  ['delete -f cm.yaml', 'Error from server (NotFound): error when deleting "cm.yaml": configmaps "nope" not found\n'],
  ['delete cm app --all', 'error: name cannot be provided when a selector is specified\n'],
  ['delete cm app --cascade=maybe', 'error: invalid cascade value (maybe). Must be "background", "foreground", or "orphan"\n'],
  ['delete cm app -A', 'error: a resource cannot be retrieved by name across all namespaces\n'],
  ['delete -f cm.yaml cm app', 'error: when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well\n'],
  ['delete -f cm.yaml cm/app', 'error: resource/name arguments cannot be provided when a path is specified\n'],
  ['delete cm nope --cascade=false', 'warning: --cascade=false is deprecated (boolean value) and can be replaced with --cascade=orphan.\nError from server (NotFound): configmaps "nope" not found\n'],
  ['replace --force -f cm.yaml --cascade=x', 'error: invalid cascade value (x). Must be "background", "foreground", or "orphan"\n'],
  ['delete cm app --now --grace-period=3', 'error: --now and --grace-period cannot be specified together\n'],
  ['replace -f cm.yaml --grace-period=1', 'error: --grace-period must have --force specified\n'],
  ['replace -f cm.yaml', 'Error from server (NotFound): error when replacing "cm.yaml": configmaps "nope" not found\n'],
])('%s', (line, words) => {
  expect(typed(line)).toMatchObject({ exitCode: 1, stderr: words })
})

it('deletes nothing when the server only tries', () => {
  const tried = typed('delete cm app --dry-run=server')
  expect(tried.output).toBe('configmap "app" deleted from default namespace (server dry run)\n')
  expect(runKubectl(tried.cluster, 'get cm app -o name', { files: {} }).output).toBe('configmap/app\n')
})
