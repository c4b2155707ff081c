import { expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from './run'

const files = { 'web.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 2\n  selector:\n    matchLabels: {app: web}\n  template:\n    metadata:\n      labels: {app: web}\n    spec:\n      containers:\n      - name: nginx\n        image: nginx:1.27\n' }

it('applies, follows the rollout, scales and describes', () => {
  const applied = runKubectl(createCluster({ standIns: false }), 'kubectl apply -f web.yaml'.replace('kubectl ', ''), { files })
  expect(applied.output).toBe('deployment.apps/web created\n')
  const followed = runKubectl(applied.cluster, 'rollout status deploy/web', { files })
  expect([followed.exitCode, followed.stdout.split('\n').at(-2)]).toEqual([0, 'deployment "web" successfully rolled out'])
  const scaled = runKubectl(followed.cluster, ['scale', 'deploy/web', '--replicas=3'], { files })
  expect(scaled.stdout).toBe('deployment.apps/web scaled\n')
  expect(runKubectl(scaled.cluster, 'apply -f web.yaml', { files }).stdout).toBe('deployment.apps/web configured\n')
  expect(runKubectl(scaled.cluster, 'describe deploy web', { files }).stdout).toMatch(/^Name: +web\nNamespace: +default\n/)
})

it('answers what is typed wrong as kubectl does', () => {
  const typed = (line: string) => runKubectl(createCluster(), line, { files })
  expect(typed('get pods --foo')).toMatchObject({ exitCode: 1, stderr: "error: unknown flag: --foo\nSee 'kubectl get --help' for usage.\n" })
  expect(typed('get pod nope').stderr).toBe('Error from server (NotFound): pods "nope" not found\n')
  expect(typed("get 'pods").exitCode).toBe(2)
})

// Recorded: usage/file-errors, usage/shell-syntax.
it.each([
  ['apply -f empty/', 'error: error reading [empty/]: recognized file extensions are [.json .yaml .yml]\n'],
  ['apply -f ""', 'error: must specify one of -f and -k\n'],
  ['replace', 'error: must specify one of -f and -k\n'],
  ['apply -f a.yaml,', 'error: the path "" does not exist\n'],
  ['apply -f http://127.0.0.1:1/web.yaml', 'The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?\n'],
])('%s', (line, words) => {
  expect(runKubectl(createCluster({ standIns: false }), line, { files: { 'empty/.keep': '', 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n' } })).toMatchObject({ exitCode: 1, stdout: '', stderr: words })
})

// kubectl pkg/cmd/util/helpers.go GetDryRunStrategy.
it.each([
  ['--dry-run', 'configmap/a created (dry run)\n', 'helpers.go:719] --dry-run is deprecated and can be replaced with --dry-run=client.\n'],
  ['--dry-run=true', 'configmap/a created (dry run)\n', 'helpers.go:733] --dry-run=true is deprecated (boolean value) and can be replaced with --dry-run=client.\n'],
  ['--dry-run=false', 'configmap/a created\n', 'helpers.go:736] --dry-run=false is deprecated (boolean value) and can be replaced with --dry-run=none.\n'],
])('create configmap a %s', (option, stdout, logged) => {
  expect(runKubectl(createCluster({ standIns: false }), `create configmap a ${option}`, { files: {} })).toMatchObject({ exitCode: 0, stdout, stderr: expect.stringContaining(logged) as string })
})

// client-go rest/request.go Name: an empty name is never asked for.
it.each(['get svc ""', 'edit svc ""', 'delete svc ""', 'describe svc ""'])('%s', (line) => {
  expect(runKubectl(createCluster({ standIns: false }), line, { files: {} })).toMatchObject({ exitCode: 1, stdout: '', stderr: 'error: resource name may not be empty\n' })
})
