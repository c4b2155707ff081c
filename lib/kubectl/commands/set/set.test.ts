import { expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from '../../run'

const web = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector:\n    matchLabels: {app: web}\n  template:\n    metadata:\n      labels: {app: web}\n    spec:\n      containers:\n      - name: nginx\n        image: nginx:1.27\n'
const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: prod\ndata:\n  log-level: warn\n'
const files = { 'web.yaml': web, 'cm.yaml': config }
const cluster = runKubectl(createCluster({ standIns: false }), 'apply -f web.yaml -f cm.yaml', { files }).cluster
const typed = (line: string, from = cluster) => runKubectl(from, line, { files })

it('lists variables: values as they are, references in words or resolved', () => {
  const first = typed('set env deploy/web A=1 --from=configmap/prod')
  expect(first.output).toBe('Warning: key log-level transferred to LOG_LEVEL\ndeployment.apps/web env updated\n')
  expect(typed('set env deploy/web --list', first.cluster).output).toBe('# Deployment web, container nginx\nA=1\n# LOG_LEVEL from configmap prod, key log-level\n')
  expect(typed('set env deploy/web --list --resolve', first.cluster).output).toBe('# Deployment web, container nginx\nA=1\nLOG_LEVEL=warn\n')
})

it('changes what a file says, with --local, and asks no server', () => {
  const changed = typed('set image -f web.yaml nginx=nginx:1.28 --local -o yaml', createCluster({ standIns: false }))
  expect(changed.output).toMatch(/^apiVersion: apps\/v1\nkind: Deployment\nmetadata:\n {2}name: web\nspec:\n {2}selector:[\s\S]* image: nginx:1.28\n/)
})

it('prints nothing where nothing changes', () => {
  expect(typed('set image deploy/web nginx=nginx:1.27')).toMatchObject({ exitCode: 0, output: '' })
})

it.each([
  ['set image deploy/web nope=x', 'error: unable to find container named "nope"\n'],
  ['set image deploy/web nginx=', 'error: failed to patch image update to pod template: Deployment.apps "web" is invalid: spec.template.spec.containers[0].image: Required value\n'],
  ['set env cm/prod A=1', 'error: configmaps/prod the object is not a pod or does not have a pod template: *v1.ConfigMap\n'],
  ['set env deploy/web A=1 A-', 'error: can not both modify and remove the same environment variable in the same command\n'],
  ['set resources deploy/web --limits=cpu', 'error: Invalid argument syntax cpu, expected <resource>=<value>\n'],
  ['set selector deploy web app=x', 'error: setting a selector is only supported for Services\n'],
  ['set subject deploy web --user=a', 'error: deployments/web setting subjects is only supported for RoleBinding/ClusterRoleBinding\n'],
])('%s', (line, words) => {
  expect(typed(line)).toMatchObject({ exitCode: 1, stdout: '', stderr: words })
})
