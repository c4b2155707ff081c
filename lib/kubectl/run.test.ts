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
